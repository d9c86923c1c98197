using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>The French words of the inventory.</summary>
internal static class InventoryWords
{
    public static string Of(DatasetState state) => state == DatasetState.Withdrawn ? "Retiré" : States.Look(state.ToString()).Word;

    /// <summary>The state of several, under their number.</summary>
    public static string Several(DatasetState state, int count) => state is DatasetState.InPreparation or DatasetState.ToRefresh || count < 2 ? Of(state)
        : Of(state) + "s";

    public static string Of(NeedState state) => state == NeedState.Refused ? "Refusé" : States.Look(state.ToString()).Word;

    /// <summary>What one does to bring a dataset there, as a button says it.</summary>
    public static string Act(DatasetState from, DatasetState to) => (from, to) switch
    {
        (DatasetState.Published or DatasetState.ToRefresh, DatasetState.Published) => "Noter la mise à jour",
        (_, DatasetState.Spotted) => "Revenir à «\u00A0repéré\u00A0»",
        (DatasetState.InPreparation, DatasetState.Eligible) => "Revenir à «\u00A0publiable\u00A0»",
        (_, DatasetState.Eligible) => "Noter comme publiable",
        (_, DatasetState.SetAside) => "Écarter",
        (DatasetState.Eligible, DatasetState.InPreparation) => "Commencer la préparation",
        (_, DatasetState.InPreparation) => "Remettre en préparation",
        (_, DatasetState.Ready) => "Noter comme prêt",
        (_, DatasetState.Published) => "Noter la publication",
        (_, DatasetState.ToRefresh) => "Signaler à mettre à jour",
        _ => "Retirer",
    };

    /// <summary>What was done to a dataset, after who did it.</summary>
    public static string Act(string act) => act switch
    {
        "added" => "a ajouté le jeu de données",
        "imported" => "a importé le jeu de données d’un tableau",
        "edited" => "a modifié la fiche",
        "moved" => "a changé l’état",
        "checked" => "a répondu à la vérification",
        "deleted" => "a supprimé le jeu de données",
        "restored" => "a rétabli le jeu de données",
        _ => "a changé quelque chose",
    };

    public static string Field(string field) => field switch
    {
        "title" => "Titre",
        "description" => "Description",
        "service" => "Service",
        "owner" or "ownerName" => "Qui en répond",
        "theme" => "Thème",
        "licence" => "Licence",
        "schema" => "Schéma",
        "duty" => "Obligation",
        "dutySource" => "Source de l’obligation",
        "frequency" => "Rythme",
        "heldIn" => "Où sont les données",
        "state" => "État",
        "reason" => "Raison",
        "url" => "Adresse de la publication",
        "refreshedOn" => "Mise à jour",
        "checkedYes" => "Vérifications répondues oui",
        "checkedNo" => "Vérifications répondues non",
        "checkNote" => "Note de vérification",
        _ => "Autre",
    };

    /// <summary>A value as people read it; what is long is cut, the page of the dataset shows it whole.</summary>
    public static string Value(string field, string? value) => string.IsNullOrEmpty(value) ? "vide" : field switch
    {
        "state" when Enum.TryParse<DatasetState>(value, out var state) => Of(state),
        "licence" when Enum.TryParse<Licence>(value, out var licence) => Of(licence),
        "frequency" when Enum.TryParse<Frequency>(value, out var frequency) => Of(frequency),
        "theme" when Enum.TryParse<Theme>(value, out var theme) => Of(theme),
        "refreshedOn" when DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) => French.Date(day),
        _ => value.Length <= 160 ? value : value[..159].TrimEnd() + "…",
    };

    public static string Act(NeedState from, NeedState to) => to switch
    {
        NeedState.Received => "Revenir à «\u00A0reçu\u00A0»",
        NeedState.Qualified when from > to => "Revenir à «\u00A0qualifié\u00A0»",
        NeedState.Qualified => "Noter comme qualifié",
        NeedState.Matched => "Rapprocher",
        NeedState.Met => "Noter comme satisfait",
        _ => "Refuser",
    };

    public static string Of(Licence licence) => licence switch
    {
        Licence.OpenLicence2 => "Licence Ouverte 2.0",
        Licence.Odbl => "ODbL",
        _ => "Autre licence",
    };

    public static string Of(Frequency frequency) => frequency switch
    {
        Frequency.OnEvent => "À chaque changement",
        Frequency.Daily => "Tous les jours",
        Frequency.Weekly => "Toutes les semaines",
        Frequency.Monthly => "Tous les mois",
        Frequency.Quarterly => "Tous les trois mois",
        Frequency.HalfYearly => "Tous les six mois",
        Frequency.Yearly => "Tous les ans",
        _ => "Rythme à préciser",
    };

    public static string Of(Theme theme) => theme switch
    {
        Theme.Governance => "Vie institutionnelle",
        Theme.Finance => "Finances et achats",
        Theme.Mobility => "Mobilité",
        Theme.Environment => "Environnement",
        Theme.Planning => "Urbanisme et cadre de vie",
        Theme.Culture => "Culture, sport et loisirs",
        Theme.Education => "Enfance et éducation",
        Theme.Social => "Solidarités et santé",
        Theme.Economy => "Économie et tourisme",
        Theme.Safety => "Sécurité et risques",
        _ => "Autre",
    };

    public static string Of(DutyForce force) => force switch
    {
        DutyForce.Required => "Publication obligatoire",
        DutyForce.Conditional => "Publication obligatoire sous conditions",
        DutyForce.Recommended => "Publication recommandée",
        _ => "Usage métier, sans obligation de publier",
    };

    public static string Of(ExchangeState state) => state switch
    {
        ExchangeState.Planned => "Prévu",
        ExchangeState.Held => "Tenu",
        _ => "À prévoir",
    };

    public static (Tone Tone, string Icon) Look(ExchangeState state) => state switch
    {
        ExchangeState.Planned => (Tone.Info, "calendar"),
        ExchangeState.Held => (Tone.Success, "check"),
        _ => (Tone.Neutral, "dash"),
    };

    /// <summary>What each exchange is for.</summary>
    public static string Round(int round) => round switch
    {
        1 => "Lister les données",
        2 => "Ce dont les autres ont besoin",
        _ => "Préparer et publier",
    };

    public static string Purpose(int round) => round switch
    {
        1 => "Que tenez-vous à jour, où, et qu’est-ce qui pourrait intéresser d’autres que vous\u00A0?",
        2 => "Quelles données vous manquent, et lesquelles d’autres services vous demandent-ils\u00A0?",
        _ => "Par quel fichier commencer, qu’est-ce qui manque pour le publier, qui s’en charge\u00A0?",
    };

    /// <summary>What the reading of a duty rests on; the reference names files of the schema's own repository.</summary>
    public static string Reading(string reading) => reading.Replace("aucun texte imposant la publication repéré dans le README", "la notice du schéma ne cite aucun texte qui impose la publication", StringComparison.Ordinal)
        .Replace("README", "la notice du schéma", StringComparison.Ordinal).Replace("reglementaire.md", "sa fiche réglementaire", StringComparison.Ordinal)
        .Replace("jugement", "notre jugement", StringComparison.Ordinal).Replace("connaissance", "la connaissance des textes", StringComparison.Ordinal).Replace("analogie PLU", "l’analogie avec le plan local d’urbanisme", StringComparison.Ordinal)
        .Replace("+", " et ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal);

    public static IReadOnlyList<FieldOption> Schemas(SchemasView schemas) =>
        [.. schemas.Items.OrderByDescending(s => s.Scdl).ThenBy(s => s.Title, StringComparer.CurrentCulture).Select(s => new FieldOption(s.Name, s.Scdl ? $"{s.Title} (SCDL)" : s.Title))];
}
