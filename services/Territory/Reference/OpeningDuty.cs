using System.Globalization;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Territory.Reference;

/// <summary>Whether the law requires a body to publish its data by itself.</summary>
public enum OpeningDutyStatus { NotConcerned, ToCheck, Concerned }

/// <summary>What is known of a body when its duty is assessed. Unknown is absent, never zero.</summary>
/// <param name="Population">Inhabitants to compare with the threshold; of no effect outside communes.</param>
/// <param name="PopulationSource">Where the population comes from and of which year, as it is to be shown.</param>
/// <param name="FullTimeAgents">Agents in full-time equivalents, as the body declared them.</param>
/// <param name="StaffAsOf">When the staff was declared.</param>
public sealed record OpeningDutyFacts(
    BodyKind Kind, int? Population, string? PopulationSource = null, decimal? FullTimeAgents = null, DateOnly? StaffAsOf = null);

/// <summary>The answer, with all that a reader needs to verify it, in French.</summary>
/// <param name="Figures">The figures used, each with its source and date; says which are missing.</param>
/// <param name="LegalBasis">The texts that the answer rests on.</param>
public sealed record OpeningDutyResult(
    OpeningDutyStatus Status, string Reason, IReadOnlyList<string> Figures, string LegalBasis);

/// <summary>
/// Duty to publish online: article L. 312-1-1 of the CRPA, from the law of 7 October 2016. It spares territorial authorities of fewer than
/// 3,500 inhabitants, and any body of fewer than 50 agents in full-time equivalents (article D. 312-1-1-1, decree 2016-1922).
/// </summary>
public static class OpeningDuty
{
    /// <summary>A commune is spared below it; with exactly as many inhabitants it is not.</summary>
    public const int PopulationThreshold = 3_500;

    /// <summary>Any body is spared below it; with exactly as many agents it is not.</summary>
    public const int StaffThreshold = 50;

    private const string Texts =
        "Articles L. 312-1-1 et D. 312-1-1-1 du code des relations entre le public et l'administration "
        + "(loi n° 2016-1321 du 7 octobre 2016 pour une République numérique, décret n° 2016-1922 du 28 décembre 2016).";

    private const string OnRequest = " La publication reste possible, et toute demande de communication doit recevoir une réponse.";

    /// <summary>Assesses a body of the reference with the staff that it declared, if it did.</summary>
    public static OpeningDutyResult Assess(OfficialBody body, decimal? fullTimeAgents, DateOnly? staffAsOf)
    {
        ArgumentNullException.ThrowIfNull(body);
        var (population, source) = LegalPopulation(body);
        return Assess(new OpeningDutyFacts(body.Kind, population, source, fullTimeAgents, staffAsOf));
    }

    /// <summary>Assesses a body from what is known of it.</summary>
    public static OpeningDutyResult Assess(OpeningDutyFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (status, reason) = Decide(facts);
        return new OpeningDutyResult(status, reason, Figures(facts), Texts);
    }

    /// <summary>The population that thresholds refer to, and its source: the total one, by the yearly decree that certifies the figures.</summary>
    /// <remarks>
    /// Our total is a year older than the municipal figure. As a total is never lower than the municipal figure of its year, a newer municipal
    /// figure that reaches the threshold settles the matter.
    /// </remarks>
    public static (int? Population, string? Source) LegalPopulation(OfficialBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var newerReaches = body.Population >= PopulationThreshold && body.TotalPopulation < PopulationThreshold;
        return body.TotalPopulation is null || newerReaches
            ? (body.Population, Cite("population municipale", body.PopulationDataset))
            : (body.TotalPopulation, Cite("population totale", body.TotalPopulationDataset));
    }

    private static (OpeningDutyStatus Status, string Reason) Decide(OpeningDutyFacts facts)
    {
        var small = facts.FullTimeAgents < StaffThreshold;
        if (facts.Kind == BodyKind.Commune && facts.Population < PopulationThreshold)
        {
            return (OpeningDutyStatus.NotConcerned,
                "La commune compte moins de 3\u202F500 habitants\u00A0: la loi ne lui impose pas de publier ses données." + OnRequest);
        }

        if (small)
        {
            return (OpeningDutyStatus.NotConcerned,
                "L'effectif déclaré est inférieur à 50 agents en équivalent temps plein\u00A0: la loi n'impose pas de publier les données." + OnRequest);
        }

        if (facts.Kind == BodyKind.Commune && facts.Population is null)
        {
            return (OpeningDutyStatus.ToCheck,
                "La population de la commune n'est pas connue\u00A0: comparez-la au seuil de 3\u202F500 habitants."
                + (facts.FullTimeAgents is null ? " L'effectif est aussi à préciser." : ""));
        }

        return (facts.Kind, facts.FullTimeAgents) switch
        {
            (BodyKind.Commune, null) => (OpeningDutyStatus.ToCheck,
                "La commune compte au moins 3\u202F500 habitants\u00A0: l'obligation s'applique si elle emploie au moins 50 agents en équivalent "
                + "temps plein. Son effectif est à préciser."),
            (BodyKind.Commune, _) => (OpeningDutyStatus.Concerned,
                "La commune compte au moins 3\u202F500 habitants et au moins 50 agents en équivalent temps plein\u00A0: "
                + "elle doit publier ses données en ligne."),
            (BodyKind.Departement or BodyKind.Region, null) => (OpeningDutyStatus.ToCheck,
                "Le seuil de population est atteint pour une collectivité de ce niveau\u00A0: seul l'effectif reste à vérifier. L'obligation s'applique "
                + "à partir de 50 agents en équivalent temps plein."),
            (BodyKind.Departement or BodyKind.Region, _) => (OpeningDutyStatus.Concerned,
                "La collectivité compte au moins 50 agents en équivalent temps plein\u00A0: elle doit publier ses données en ligne."),
            (_, null) => (OpeningDutyStatus.ToCheck,
                "Le seuil de population ne vise que les collectivités territoriales\u00A0: pour cet organisme, l'obligation dépend de son seul effectif, "
                + "à partir de 50 agents en équivalent temps plein. Il est à préciser pour savoir si elle s'applique."),
            (BodyKind.Agency or BodyKind.Other, _) => (OpeningDutyStatus.ToCheck,
                "L'effectif atteint 50 agents en équivalent temps plein\u00A0: l'obligation s'applique si l'organisme est public ou chargé "
                + "d'une mission de service public. Vérifiez ce point dans ses statuts."),
            _ => (OpeningDutyStatus.Concerned,
                "L'organisme compte au moins 50 agents en équivalent temps plein\u00A0: il doit publier ses données en ligne. "
                + "Le seuil de population ne vise que les collectivités territoriales."),
        };
    }

    private static List<string> Figures(OpeningDutyFacts facts)
    {
        var figures = new List<string>();
        if (facts.Kind == BodyKind.Commune)
        {
            figures.Add(facts.Population is { } population
                ? $"Population\u00A0: {FrenchName.Count(population, "habitant", "habitants")} ({facts.PopulationSource ?? "source non précisée"})"
                : "Population\u00A0: non connue");
        }

        figures.Add(facts.FullTimeAgents is { } agents
            ? $"Effectif\u00A0: {Agents(agents)} en équivalent temps plein "
                + (facts.StaffAsOf is { } date ? $"(déclaré au {date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)})" : "(date non précisée)")
            : "Effectif\u00A0: non renseigné");
        return figures;
    }

    private static string Agents(decimal agents) =>
        agents.ToString("#,0.##", CultureInfo.InvariantCulture).Replace(',', '\u202F').Replace('.', ',') + (agents < 2 ? " agent" : " agents");

    internal static string? Cite(string population, Dataset? dataset) =>
        dataset is null ? null : $"{population} {dataset.Vintage}, {dataset.Producer}";
}
