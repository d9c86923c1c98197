using OpenDataAnimation.Contracts;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Bodies;

/// <summary>The duty to publish, with what a reader needs to verify it; texts in French.</summary>
/// <param name="Figures">The figures used, each with its source and date, also those that are missing.</param>
/// <param name="Source">The legal texts.</param>
/// <param name="Vintage">Year of the population that was compared; null when none was.</param>
public sealed record Duty(OpeningDutyStatus Status, string Reason, IReadOnlyList<string> Figures, string Source, int? Vintage = null)
{
    internal static Duty Of(OpeningDutyResult result, int? vintage = null) => new(result.Status, result.Reason, result.Figures, result.LegalBasis, vintage);

    /// <summary>The staff is what the body declared; the population is the official one.</summary>
    internal static Duty Of(Body body) => OfficialReference.Current.Find(body.Kind, body.Code) is { } official
        ? Of(official, body.FullTimeAgents, body.StaffAsOf)
        : Of(OpeningDuty.Assess(new OpeningDutyFacts(body.Kind, null, null, body.FullTimeAgents, body.StaffAsOf)));

    internal static Duty Of(OfficialBody official, decimal? fullTimeAgents, DateOnly? staffAsOf) =>
        Of(OpeningDuty.Assess(official, fullTimeAgents, staffAsOf), YearCompared(official));

    private static int? YearCompared(OfficialBody official)
    {
        var (population, _) = OpeningDuty.LegalPopulation(official);
        return population is null ? null : population == official.TotalPopulation ? official.TotalPopulationVintage : official.PopulationVintage;
    }
}

/// <summary>Official members, by kind of body. They pre-fill proposals and grant nothing.</summary>
internal static class Perimeter
{
    public static IReadOnlyList<OfficialBody> Of(OfficialReference reference, BodyKind kind, string code, BodyKind members) => (kind, members) switch
    {
        (BodyKind.Epci, BodyKind.Commune) => reference.MembersOf(code),
        (BodyKind.Departement, BodyKind.Commune) => reference.CommunesOfDepartement(code),
        (BodyKind.Departement, BodyKind.Epci) => reference.EpciOfDepartement(code),
        (BodyKind.Region, BodyKind.Commune) => reference.CommunesOfRegion(code),
        (BodyKind.Region, BodyKind.Departement) => [.. reference.All(BodyKind.Departement).ToArray().Where(d => d.Region == code)],
        _ => [],
    };
}
