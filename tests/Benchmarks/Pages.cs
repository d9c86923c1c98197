namespace OpenDataAnimation.Benchmarks;

/// <summary>Every page of a body that can be asked for by its address alone, the forms included.</summary>
internal static class Pages
{
    /// <summary>Below <c>/c/{slug}</c>; the first is Aujourd'hui.</summary>
    public static IReadOnlyList<string> OfEveryBody { get; } =
    [
        "", "/plan", "/plan/evolution", "/plan/modifier", "/plan/objectifs/1.1", "/actions", "/actions/par-etat", "/actions/calendrier", "/actions/corbeille",
        "/actions/nouvelle", "/actions/importer", "/strategie", "/cadre", "/points", "/leviers", "/trajectoire", "/suggestions", "/documents", "/recensement",
        "/recensement/besoins", "/recensement/services", "/recensement/importer", "/consultations", "/propositions", "/rattachements", "/acteurs", "/evenements",
        "/echanges", "/vitrine", "/membres", "/liens", "/applications", Journal, "/donnees", "/reglages",
    ];

    /// <summary>Joins the audit chains of the eight services that keep one, with a statement each.</summary>
    public const string Journal = "/journal";

    /// <summary>Of a body with children.</summary>
    public static IReadOnlyList<string> OfAParent { get; } =
    [
        "/territoire", "/territoire/grille", "/territoire/carte", "/territoire/couverture", "/territoire/evolution", "/territoire/imports", "/territoire/inviter",
        "/campagnes", "/campagnes/nouvelle", "/campagnes/modeles", "/campagnes/recues",
    ];
}
