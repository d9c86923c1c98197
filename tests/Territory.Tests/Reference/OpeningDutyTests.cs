using OpenDataAnimation.Contracts;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Tests.Reference;

public sealed class OpeningDutyTests
{
    [Theory]
    [InlineData(BodyKind.Commune, 3_499, null, OpeningDutyStatus.NotConcerned)]
    [InlineData(BodyKind.Commune, 3_499, 200.0, OpeningDutyStatus.NotConcerned)]
    [InlineData(BodyKind.Commune, 3_500, 50.0, OpeningDutyStatus.Concerned)]
    [InlineData(BodyKind.Commune, 3_501, 50.0, OpeningDutyStatus.Concerned)]
    [InlineData(BodyKind.Commune, 3_501, 49.99, OpeningDutyStatus.NotConcerned)]
    [InlineData(BodyKind.Commune, 3_501, null, OpeningDutyStatus.ToCheck)]
    [InlineData(BodyKind.Commune, null, null, OpeningDutyStatus.ToCheck)]
    [InlineData(BodyKind.Commune, null, 60.0, OpeningDutyStatus.ToCheck)]
    [InlineData(BodyKind.Commune, null, 12.0, OpeningDutyStatus.NotConcerned)]
    [InlineData(BodyKind.Commune, 0, null, OpeningDutyStatus.NotConcerned)]
    [InlineData(BodyKind.Epci, 900, 50.0, OpeningDutyStatus.Concerned)]
    [InlineData(BodyKind.Epci, 90_000, 49.0, OpeningDutyStatus.NotConcerned)]
    [InlineData(BodyKind.Epci, 90_000, null, OpeningDutyStatus.ToCheck)]
    [InlineData(BodyKind.Departement, 600_000, null, OpeningDutyStatus.ToCheck)]
    [InlineData(BodyKind.Departement, 600_000, 4_000.0, OpeningDutyStatus.Concerned)]
    [InlineData(BodyKind.Region, null, 4_000.0, OpeningDutyStatus.Concerned)]
    [InlineData(BodyKind.MixedSyndicate, null, 50.0, OpeningDutyStatus.Concerned)]
    [InlineData(BodyKind.MixedSyndicate, null, null, OpeningDutyStatus.ToCheck)]
    [InlineData(BodyKind.Agency, null, 80.0, OpeningDutyStatus.ToCheck)]
    [InlineData(BodyKind.Agency, null, 8.0, OpeningDutyStatus.NotConcerned)]
    public void The_thresholds_of_the_law_decide(BodyKind kind, int? population, double? agents, OpeningDutyStatus expected)
    {
        var result = OpeningDuty.Assess(new OpeningDutyFacts(kind, population, "source", (decimal?)agents, new DateOnly(2026, 1, 1)));

        Assert.Equal(expected, result.Status);
        Assert.EndsWith(".", result.Reason, StringComparison.Ordinal);
        Assert.Contains("L. 312-1-1", result.LegalBasis, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_used_are_shown_with_their_source_and_date()
    {
        var allaire = OfficialReference.Current.Find(BodyKind.Commune, "56001")!;

        Assert.Equal(
            ["Population\u00A0: 3\u202F993 habitants (population totale 2022, DGCL)", "Effectif\u00A0: 52,5 agents en équivalent temps plein (déclaré au 01/09/2026)"],
            OpeningDuty.Assess(allaire, 52.5m, new DateOnly(2026, 9, 1)).Figures);
        Assert.Equal("Effectif\u00A0: non renseigné", OpeningDuty.Assess(allaire, null, null).Figures[1]);
        Assert.Equal(OpeningDutyStatus.ToCheck, OpeningDuty.Assess(allaire, null, null).Status);
    }

    [Fact]
    public void Staff_is_written_in_French()
    {
        string Staff(decimal agents) =>
            OpeningDuty.Assess(new OpeningDutyFacts(BodyKind.Epci, null, null, agents)).Figures.Single();

        Assert.Equal("Effectif\u00A0: 1\u202F234,5 agents en équivalent temps plein (date non précisée)", Staff(1_234.50m));
        Assert.Equal("Effectif\u00A0: 0,8 agent en équivalent temps plein (date non précisée)", Staff(0.8m));
        Assert.Equal("Effectif\u00A0: 50 agents en équivalent temps plein (date non précisée)", Staff(49.999m + 0.001m));
    }

    [Fact]
    public void The_total_population_counts_unless_a_newer_municipal_one_already_reaches_the_threshold()
    {
        var communes = OfficialReference.Current.All(BodyKind.Commune).ToArray();
        var totalAlone = communes.First(commune => commune.TotalPopulation >= 3_500 && commune.Population < 3_500);
        var municipalAlone = communes.First(commune => commune.TotalPopulation < 3_500 && commune.Population >= 3_500);
        var island = OfficialReference.Current.Find(BodyKind.Commune, "85113")!;

        Assert.Equal(totalAlone.TotalPopulation, OpeningDuty.LegalPopulation(totalAlone).Population);
        Assert.Equal(municipalAlone.Population, OpeningDuty.LegalPopulation(municipalAlone).Population);
        Assert.Equal(OpeningDutyStatus.ToCheck, OpeningDuty.Assess(totalAlone, null, null).Status);
        Assert.Equal(OpeningDutyStatus.ToCheck, OpeningDuty.Assess(municipalAlone, null, null).Status);
        Assert.Equal((island.Population, "population municipale 2023, Insee"), OpeningDuty.LegalPopulation(island));
    }
}
