using OpenDataAnimation.Contracts;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Tests.Reference;

public sealed class SearchTests
{
    private static readonly OfficialReference Reference = OfficialReference.Current;

    [Theory]
    [InlineData("saint etienne", "42218")]
    [InlineData("st étienne", "42218")]
    [InlineData("SAINT-ETIENNE", "42218")]
    [InlineData("Saint‑Étienne", "42218")]
    [InlineData("evry courcouronnes", "91228")]
    [InlineData("l'abergement clémenciat", "01001")]
    [InlineData("l’abergement-clem", "01001")]
    [InlineData("gavre", "44062")]
    [InlineData("le gâvre", "44062")]
    [InlineData("rochelle", "17300")]
    [InlineData("56001", "56001")]
    [InlineData("2a004", "2A004")]
    [InlineData("215600016", "56001")]
    [InlineData("215 600 016", "56001")]
    [InlineData("21560001600013", "56001")]
    [InlineData("44130 gavre", "44062")]
    [InlineData("Sainte-Colombe 77", "77404")]
    [InlineData("sainte-colombe (77)", "77404")]
    [InlineData("ste colombe 77", "77404")]
    [InlineData("ville de redon", "35236")]
    [InlineData("œting", "57521")]
    [InlineData("oeting", "57521")]
    [InlineData("y 80", "80829")]
    public void A_commune_is_found_first(string query, string code) =>
        Assert.Equal(code, Reference.Search(query, 5, BodyKind.Commune)[0].Code);

    [Theory]
    [InlineData("redon agglomération", "243500741")]
    [InlineData("agglo redon", "243500741")]
    [InlineData("ca redon agglo", "243500741")]
    [InlineData("243500741", "243500741")]
    [InlineData("communauté de communes de pontchateau", "200000438")]
    [InlineData("metropole de lyon", "200046977")]
    [InlineData("plaine commune", "200057867")]
    public void An_epci_is_found_first(string query, string siren) =>
        Assert.Equal(siren, Reference.Search(query, 5, BodyKind.Epci)[0].Code);

    [Theory]
    [InlineData("35", BodyKind.Departement, "35")]
    [InlineData("2b", BodyKind.Departement, "2B")]
    [InlineData("département de l'ain", BodyKind.Departement, "01")]
    [InlineData("conseil départemental du morbihan", BodyKind.Departement, "56")]
    [InlineData("région bretagne", BodyKind.Region, "53")]
    [InlineData("redon", BodyKind.Commune, "35236")]
    [InlineData("Rennes", BodyKind.Commune, "35238")]
    public void Without_a_kind_the_most_likely_body_comes_first(string query, BodyKind kind, string code)
    {
        var first = Reference.Search(query)[0];
        Assert.Equal((kind, code), (first.Kind, first.Code));
    }

    [Fact]
    public void Every_word_of_the_query_is_in_every_answer()
    {
        var found = Reference.Search("abergement", 50, BodyKind.Commune);

        Assert.True(found.Count > 5);
        Assert.All(found, commune => Assert.Contains("abergement", Folding.Fold(commune.Name), StringComparison.Ordinal));
    }

    [Fact]
    public void Exact_names_come_before_beginnings_and_beginnings_before_the_rest()
    {
        var found = Reference.Search("langon", 50, BodyKind.Commune);

        Assert.Equal(["Langon", "Langon", "Le Langon", "Langonnet", "Langon-sur-Cher"], found.Take(5).Select(commune => commune.Name));
        Assert.True(found[0].Population > found[1].Population);
    }

    [Fact]
    public void A_homonym_is_chosen_by_its_departement()
    {
        var all = Reference.Search("Sainte-Colombe", 50, BodyKind.Commune);
        Assert.Equal(12, all.Count(commune => commune.Name == "Sainte-Colombe"));
        Assert.Equal(12, all.TakeWhile(commune => commune.Name == "Sainte-Colombe").Count());

        Assert.Equal(["77404"], Reference.Search("Sainte-Colombe 77", 50, BodyKind.Commune).Select(commune => commune.Code));
    }

    [Fact]
    public void A_postal_code_finds_all_its_communes()
    {
        var found = Reference.Search("56350", 50);

        Assert.Equal(
            Reference.All(BodyKind.Commune).ToArray().Count(commune => commune.PostalCodes.Contains("56350")),
            found.Count(body => body.PostalCodes.Contains("56350")));
        Assert.Contains(found, body => body.Name == "Allaire");
        Assert.Contains(Reference.Search("01400"), body => body.Code == "01001");
        Assert.Contains(Reference.Search("1400"), body => body.Code == "01001");
    }

    [Fact]
    public void A_departement_code_lists_the_departement_then_what_lies_in_it()
    {
        var found = Reference.Search("35", 1_000);

        Assert.Equal("Ille-et-Vilaine", found[0].Name);
        Assert.All(found, body => Assert.True(body.Departements.Contains("35") || body.Name.Contains("35", StringComparison.Ordinal), body.Name));
        Assert.Equal(Reference.CommunesOfDepartement("35").Count, found.Count(body => body.Kind == BodyKind.Commune));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  - ' ")]
    [InlineData("zzzz")]
    [InlineData("commune")]
    [InlineData("redon 77")]
    [InlineData("99999")]
    [InlineData("999999999999999999999999999999")]
    [InlineData("0 0 0 0 0 0 0 0 0")]
    public void A_query_that_names_nothing_finds_nothing(string? query) =>
        Assert.DoesNotContain(Reference.Search(query, 50), body => !Folding.Fold(body.Name).Contains("commune", StringComparison.Ordinal));

    [Fact]
    public void No_more_than_the_limit_comes_back()
    {
        Assert.Equal(7, Reference.Search("saint", 7).Count);
        Assert.Empty(Reference.Search("saint", 0));
        Assert.Empty(Reference.Search("saint", -1));
        Assert.All(Reference.Search("a", 100, BodyKind.Region), body => Assert.Equal(BodyKind.Region, body.Kind));
    }
}
