using System.Collections.Frozen;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Plans.Sheets;

/// <summary>What a column of a sheet of actions holds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Column>))]
public enum Column
{
    Id, Title, PartOf, Part, Description, Objectives, Mean, Audiences, Pilots, PilotNames, Service, Partners, StartsOn, EndsOn, State, Reason, Priority,
    EffortDays, Budget, Funding, Funder, Amount, Section, Recurrence,

    /// <summary>Kept, under its own heading, at the end of the description: nothing of the sheet is lost.</summary>
    More,
    Ignored,
}

/// <summary>The names under which columns are recognised, whatever their order, case and accents.</summary>
internal static partial class Columns
{
    /// <summary>Those of the export, in its order, with their headings.</summary>
    public static readonly (Column Column, string Heading)[] Exported =
    [
        (Column.Id, "Identifiant"), (Column.Title, "Titre"), (Column.PartOf, "Sous-action de"), (Column.Description, "Description"),
        (Column.Objectives, "Objectifs servis"), (Column.Mean, "Moyen"), (Column.Audiences, "Cibles"), (Column.Pilots, "Pilotes"),
        (Column.PilotNames, "Autres pilotes"), (Column.Service, "Service"), (Column.Partners, "Partenaires"), (Column.StartsOn, "Début"),
        (Column.EndsOn, "Échéance"), (Column.State, "État"), (Column.Reason, "Raison"), (Column.Priority, "Priorité"),
        (Column.EffortDays, "Charge (jours)"), (Column.Budget, "Budget (€)"), (Column.Funding, "Financements"), (Column.Section, "Rubrique"),
        (Column.Recurrence, "Périodicité"),
    ];

    // The second group are the headings of the spreadsheet in which collectivités hand over a plan to Territoires en Transitions.
    private static readonly FrozenDictionary<string, Column> Known = Exported.Select(e => (e.Heading, e.Column)).Concat(
    [
        ("id", Column.Id), ("titre de l’action", Column.Title), ("action", Column.Title), ("intitulé", Column.Title), ("intitulé de l’action", Column.Title),
        ("descriptif", Column.Description), ("objectif", Column.Objectives), ("moyen de la méthode", Column.Mean), ("cible", Column.Audiences), ("public", Column.Audiences),
        ("pilote", Column.Pilots), ("pilotage", Column.Pilots), ("responsable", Column.Pilots), ("service pilote", Column.Service), ("partenaire", Column.Partners),
        ("date de début", Column.StartsOn), ("fin", Column.EndsOn), ("date de fin", Column.EndsOn), ("date d’échéance", Column.EndsOn), ("avancement", Column.State),
        ("charge", Column.EffortDays), ("budget", Column.Budget), ("montant", Column.Budget), ("coût", Column.Budget), ("financement", Column.Funding),
        ("axe", Column.Section), ("chapitre", Column.Section),

        ("axe (x)", Column.Section), ("sous-axe (x.x)", Column.Section), ("sous-sous axe (x.x.x)", Column.Section), ("titre de la fiche action", Column.Title),
        ("titre de la sous-action", Column.Part), ("objectifs", Column.More), ("indicateurs liés", Column.More), ("instances de gouvernance", Column.More), ("structure pilote", Column.Partners),
        ("moyens humains et techniques", Column.More), ("direction ou service pilote", Column.Service), ("personne pilote", Column.Pilots),
        ("élu·e référent·e", Column.More), ("participation citoyenne", Column.More), ("financeur 1", Column.Funder), ("financeur 2", Column.Funder),
        ("financeur 3", Column.Funder), ("montant € ht", Column.Amount), ("budget prévisionnel total € ht", Column.Budget), ("statut", Column.State),
        ("niveau de priorité", Column.Priority), ("action en amélioration continue", Column.More), ("mesures liées", Column.More), ("actions liées", Column.More),
        ("notes", Column.More), ("documents et liens", Column.More),
    ]).ToFrozenDictionary(pair => Key(pair.Item1), pair => pair.Item2);

    public static Column? Of(string heading) => Known.TryGetValue(Key(heading), out var column) ? column : null;

    /// <summary>Letters and digits only, without accents: "Titre de l'action " and "TITRE DE L’ACTION" are one name.</summary>
    public static string Key(string text) => NotLetters().Replace(Folding.Fold(text) ?? "", " ").Trim();

    [GeneratedRegex("[^a-z0-9€]+")]
    private static partial Regex NotLetters();
}
