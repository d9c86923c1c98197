using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Packs.Features;

/// <summary>The note that the council reads before it decides: one page, from the plan and its strategy, to be completed.</summary>
public static class WriteCouncilNote
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/documents/council-note", Handle)
        .Needs(Right.Read)
        .WithName(nameof(WriteCouncilNote))
        .WithSummary("The note to the council, as DOCX");

    private static async Task<FileContentHttpResult> Handle(PlansDb db, HttpContext http, CancellationToken ct)
    {
        var facts = await PackFacts.ReadAsync(db, ct);
        return Pack.File(http, Document(facts), "note-au-conseil", facts.Today);
    }

    private static WordDocument Document(PackFacts facts)
    {
        var (strategy, aimed) = (facts.Strategy, facts.Objectives.Count(o => o.Declared));
        var document = new WordDocument($"Note au conseil – données ouvertes {facts.De}")
            .Heading(1, "Note au conseil\u00A0: la démarche de données ouvertes")
            .Small($"{facts.Name} · séance du [date de la séance] · rapportée par {facts.Elected ?? "[nom de l’élue ou de l’élu]"}")
            .Heading(2, "De quoi il s’agit")
            .Text("Une donnée ouverte est un fichier que la collectivité tient pour son propre travail et met à la disposition de toutes et tous\u00A0: habitants, associations, entreprises, autres services. Elle ne contient rien qui désigne quelqu’un, et chacun peut s’en servir.")
            .Text(strategy?.Intentions ?? "[En deux phrases\u00A0: pourquoi la collectivité s’y met, et pour qui.]")
            .Heading(2, "Ce que nous voulons obtenir")
            .Text(strategy?.Ambitions ?? "[Ce que l’on pourra constater à la fin de la période.]");
        if (aimed > 0)
        {
            document.Text($"Le plan vise {FrenchName.Count(aimed, "objectif", "objectifs")}\u00A0:").List(facts.Objectives.Where(o => o.Declared).Select(o => $"{facts.NameOf(o.Code)}{(o.Reached ? " (atteint)" : o.TargetOn is { } on ? $", pour le {InWords.Date(on)}" : "")}"));
        }

        document.Heading(2, "Où nous en sommes")
            .List([
                $"{FrenchName.Count(facts.Actions, "action", "actions")} au plan, dont {FrenchName.Count(facts.ActionsDone, "faite", "faites")}",
                $"{FrenchName.Count(facts.Proofs, "preuve versée", "preuves versées")}\u00A0: comptes rendus, fichiers publiés, réutilisations",
                .. Method.MethodVersion.Current.Axes.Select((axis, i) => $"{axis.Label}\u00A0: {InWords.Level(facts.Levels[i])}"),
            ])
            .Heading(2, "Ce que cela demande")
            .Text(strategy?.Means ?? "[Temps, personnes, budget, outils.]");
        if (facts.EffortDays > 0 || facts.Budget > 0)
        {
            document.Text("Les actions chiffrées du plan représentent "
                + string.Join(" et ", new[] { facts.EffortDays > 0 ? $"{Pack.Days(facts.EffortDays)} de travail" : null, facts.Budget > 0 ? Pack.Euros(facts.Budget) : null }.OfType<string>()) + ".");
        }

        return document.Heading(2, "Ce que dit la loi")
            .Text("Une commune d’au moins 3\u202F500 habitants et d’au moins 50 agents en équivalent temps plein doit publier ses données\u00A0; les autres le peuvent, et répondent dans tous les cas aux demandes de communication (articles L. 312-1-1 et D. 312-1-1-1 du code des relations entre le public et l’administration).")
            .Text($"{(facts.Population is { } people ? $"Population officielle\u00A0: {FrenchName.Count(people, "habitant", "habitants")}. " : "")}Effectif\u00A0: [agents en équivalent temps plein, avec la date]\u00A0; la page Réglages de votre espace donne la conclusion et sa source.")
            .Heading(2, "Ce qui vous est proposé")
            .List([
                strategy is null ? "Approuver les intentions présentées ci-dessus." : $"Approuver la stratégie «\u00A0{strategy.Title}\u00A0».",
                $"Désigner {facts.Elected ?? "[nom]"} comme référente ou référent, et {facts.Lead ?? "[nom]"} pour piloter le projet.",
                "Demander un compte rendu une fois par an, avec les résultats et leurs preuves.",
            ])
            .Small($"Document préparé le {InWords.Date(facts.Today)} à partir du plan d’action. Ce qui est entre crochets reste à écrire\u00A0; tout le reste se modifie.");
    }
}
