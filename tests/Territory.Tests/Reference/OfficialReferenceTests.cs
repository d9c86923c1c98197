using OpenDataAnimation.Contracts;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Tests.Reference;

public sealed class OfficialReferenceTests
{
    private static readonly OfficialReference Reference = OfficialReference.Current;

    [Theory]
    [InlineData(BodyKind.Commune, 34_969)]
    [InlineData(BodyKind.Epci, 1_255)]
    [InlineData(BodyKind.Departement, 109)]
    [InlineData(BodyKind.Region, 26)]
    [InlineData(BodyKind.MixedSyndicate, 0)]
    public void Every_body_of_the_source_is_there(BodyKind kind, int expected) => Assert.Equal(expected, Reference.Count(kind));

    [Fact]
    public void Each_code_leads_back_to_its_body()
    {
        foreach (var kind in new[] { BodyKind.Commune, BodyKind.Epci, BodyKind.Departement, BodyKind.Region })
        {
            foreach (var body in Reference.All(kind))
            {
                Assert.Same(body, Reference.Find(kind, body.Code));
            }
        }
    }

    [Fact]
    public void Names_shared_by_several_communes_are_told_apart_by_their_code()
    {
        var homonyms = Communes().GroupBy(commune => commune.Name).Where(group => group.Count() > 1).ToList();

        Assert.Equal(1_441, homonyms.Count);
        Assert.All(homonyms, group => Assert.Equal(group.Count(), group.Select(commune => commune.Code).Distinct().Count()));
        var sainteColombe = homonyms.Single(group => group.Key == "Sainte-Colombe");
        Assert.Equal(12, sainteColombe.Count());
    }

    [Fact]
    public void A_commune_carries_the_facts_of_each_dataset()
    {
        var allaire = Reference.Find(BodyKind.Commune, "56001")!;

        Assert.Equal("Allaire", allaire.Name);
        Assert.Equal("215600016", allaire.Siren);
        Assert.Equal("56001", allaire.InseeCode);
        Assert.Equal(["56"], allaire.Departements);
        Assert.Equal("53", allaire.Region);
        Assert.Equal("243500741", allaire.Epci);
        Assert.Equal(["56350"], allaire.PostalCodes);
        Assert.Equal(3_993, allaire.TotalPopulation);
        Assert.Equal("d'Allaire", FrenchName.De(allaire.Name, allaire.Article));
    }

    [Fact]
    public void Each_dataset_has_its_own_year_whatever_the_package_says()
    {
        Assert.Equal(2026, Reference.Find(BodyKind.Commune, "56001")!.Vintage);
        Assert.Equal(2025, Reference.Find(BodyKind.Epci, "243500741")!.Vintage);
        Assert.Equal(2025, Reference.Find(BodyKind.Departement, "56")!.Vintage);
        Assert.Equal(2025, Reference.Find(BodyKind.Region, "53")!.Vintage);
        Assert.Equal(2023, Reference.Find(BodyKind.Commune, "56001")!.PopulationVintage);
        Assert.Equal(2022, Reference.Find(BodyKind.Commune, "56001")!.TotalPopulationVintage);
        Assert.Equal(2022, Reference.Find(BodyKind.Epci, "243500741")!.PopulationVintage);
        Assert.All(Reference.Datasets.Where(dataset => dataset.Via.Length > 0), dataset => Assert.Equal("Licence Ouverte 2.0", dataset.Licence));
    }

    [Theory]
    [InlineData("97611", 2017)]
    [InlineData("98735", 2022)]
    [InlineData("98818", 2025)]
    [InlineData("97411", 2023)]
    public void Overseas_populations_are_of_their_own_census(string code, int year) =>
        Assert.Equal(year, Reference.Find(BodyKind.Commune, code)!.PopulationVintage);

    [Fact]
    public void The_two_populations_differ_almost_everywhere() =>
        Assert.InRange(Communes().Count(commune => commune.TotalPopulation is { } total && total != commune.Population), 33_000, 34_000);

    [Fact]
    public void Redon_Agglomeration_has_31_communes_over_three_departements()
    {
        var redon = Reference.Find(BodyKind.Epci, "243500741")!;
        var members = Reference.MembersOf("243500741");

        Assert.Equal("CA Redon Agglomération", redon.Name);
        Assert.Equal("Communauté d'agglomération Redon Agglomération", redon.FullName);
        Assert.Equal(["35", "44", "56"], redon.Departements);
        Assert.Equal(31, members.Count);
        Assert.Equal(["35", "44", "56"], members.SelectMany(commune => commune.Departements).Distinct().Order());
        Assert.Equal("Allaire", members[0].Name);
        Assert.Contains(redon, Reference.EpciOfDepartement("44"));
    }

    [Fact]
    public void Epci_cross_departements_and_regions()
    {
        var membersOf = Communes().Where(commune => commune.Epci is not null).ToLookup(commune => commune.Epci!);

        Assert.Equal(89, Reference.All(BodyKind.Epci).ToArray().Count(epci => epci.Departements.Count > 1));
        Assert.Equal(26, membersOf.Count(members => members.Select(commune => commune.Region).Distinct().Count() > 1));
        Assert.Equal((2, 158), (membersOf.Min(members => members.Count()), membersOf.Max(members => members.Count())));
        Assert.All(membersOf, members => Assert.NotNull(Reference.Find(BodyKind.Epci, members.Key)));
    }

    [Fact]
    public void Four_islands_and_the_overseas_collectivites_have_no_epci()
    {
        var alone = Communes().Where(commune => commune.Epci is null).ToList();

        Assert.Equal(98, alone.Count);
        Assert.Equal(["22016", "29083", "29155", "85113"],
            alone.Where(commune => commune.Siren is not null).Select(commune => commune.Code));
        Assert.Equal(94, Communes().Count(commune => commune.Siren is null));
    }

    [Fact]
    public void Lyon_and_Grand_Paris_are_the_special_cases_they_are()
    {
        Assert.Equal("MET69", Reference.Find(BodyKind.Epci, "200046977")!.Type);
        Assert.NotNull(Reference.Find(BodyKind.Epci, "200046977")!.Note);
        Assert.Equal(58, Reference.MembersOf("200046977").Count);

        var saintDenis = Reference.Find(BodyKind.Commune, "93066")!;
        Assert.Equal("200054781", saintDenis.Epci);
        Assert.Equal("200057867", saintDenis.Ept);
        Assert.Equal("EPT", Reference.Find(BodyKind.Epci, "200057867")!.Type);
        Assert.Equal(8, Reference.MembersOf("200057867").Count);
        Assert.Null(Reference.Find(BodyKind.Commune, "75056")!.Ept);
        Assert.Null(Reference.Find(BodyKind.Commune, "75101"));
    }

    [Fact]
    public void Every_siren_satisfies_Luhn_and_leads_to_one_body()
    {
        var bodies = Communes().Concat(Reference.All(BodyKind.Epci).ToArray()).Where(body => body.Siren is not null).ToList();

        Assert.Equal(34_875 + 1_255, bodies.Count);
        Assert.All(bodies, body =>
        {
            Assert.True(Luhn(body.Siren!), body.Siren);
            Assert.Same(body, Reference.FindBySiren(body.Siren!));
        });
    }

    [Theory]
    [InlineData("21560001600013", "56001")]
    [InlineData("215 600 016 00013", "56001")]
    [InlineData("2156", null)]
    [InlineData("552100554", null)]
    public void A_siret_leads_to_the_body_it_belongs_to(string siret, string? code) =>
        Assert.Equal(code, Reference.FindBySiren(siret)?.Code);

    [Fact]
    public void Perimeters_of_departements_and_regions_come_from_their_communes()
    {
        Assert.Equal(34_969, Reference.All(BodyKind.Departement).ToArray().Sum(body => Reference.CommunesOfDepartement(body.Code).Count));
        Assert.Equal(34_969, Reference.All(BodyKind.Region).ToArray().Sum(body => Reference.CommunesOfRegion(body.Code).Count));
        Assert.Equal(["22", "29", "35", "56"], Reference.Find(BodyKind.Region, "53")!.Departements);
        Assert.Equal(Communes().Where(commune => commune.Region == "53").Sum(commune => commune.Population!.Value),
            Reference.Find(BodyKind.Region, "53")!.Population);
        Assert.Equal("35238", Reference.Find(BodyKind.Departement, "35")!.Seat);
    }

    [Fact]
    public void Unknown_is_not_zero()
    {
        Assert.Null(Reference.Find(BodyKind.Commune, "98412")!.Population);
        Assert.Null(Reference.Find(BodyKind.Departement, "984")!.Population);
        Assert.Equal(0, Reference.Find(BodyKind.Commune, "55039")!.Population);
        Assert.Null(Reference.Find(BodyKind.Departement, "35")!.Siren);
    }

    [Theory]
    [InlineData(BodyKind.Commune, " 2a004 ", "Ajaccio")]
    [InlineData(BodyKind.Commune, "00000", null)]
    [InlineData(BodyKind.Commune, "", null)]
    [InlineData(BodyKind.Epci, "56001", null)]
    [InlineData(BodyKind.Agency, "56001", null)]
    public void Codes_are_found_as_people_write_them(BodyKind kind, string code, string? name) =>
        Assert.Equal(name, Reference.Find(kind, code)?.Name);

    [Fact]
    public void Names_hold_neither_double_spaces_nor_typographic_variants() =>
        Assert.All(Communes().Concat(Reference.All(BodyKind.Epci).ToArray()), body =>
        {
            Assert.Equal(body.Name.Trim(), body.Name);
            Assert.DoesNotContain("  ", body.Name, StringComparison.Ordinal);
            Assert.DoesNotContain('’', body.Name);
        });

    private static OfficialBody[] Communes() => Reference.All(BodyKind.Commune).ToArray();

    private static bool Luhn(string siren) => siren.Reverse()
        .Select((digit, i) => (digit - '0') * (i % 2 + 1))
        .Sum(value => value > 9 ? value - 9 : value) % 10 == 0;
}
