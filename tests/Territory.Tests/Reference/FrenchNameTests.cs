using OpenDataAnimation.Contracts;
using OpenDataAnimation.Territory.Reference;

namespace OpenDataAnimation.Territory.Tests.Reference;

public sealed class FrenchNameTests
{
    [Theory]
    [InlineData("56001", "d'Allaire", "à Allaire", "Allaire")]
    [InlineData("35236", "de Redon", "à Redon", "Redon")]
    [InlineData("44062", "du Gâvre", "au Gâvre", "Le Gâvre")]
    [InlineData("56060", "des Fougerêts", "aux Fougerêts", "Les Fougerêts")]
    [InlineData("17300", "de La Rochelle", "à La Rochelle", "La Rochelle")]
    [InlineData("01001", "de L'Abergement-Clémenciat", "à L'Abergement-Clémenciat", "L'Abergement-Clémenciat")]
    [InlineData("80829", "d'Y", "à Y", "Y")]
    [InlineData("60703", "des Marais", "aux Marais", "Aux Marais")]
    [InlineData("66104", "de Los Masos", "à Los Masos", "Los Masos")]
    [InlineData("98817", "du Mont-Dore", "au Mont-Dore", "Le Mont-Dore")]
    [InlineData("98832", "de Yaté", "à Yaté", "Yaté")]
    [InlineData("98820", "d'Ouvéa", "à Ouvéa", "Ouvéa")]
    public void A_commune_keeps_or_contracts_its_article(string code, string of, string to, string subject)
    {
        var commune = OfficialReference.Current.Find(BodyKind.Commune, code)!;

        Assert.Equal(of, FrenchName.De(commune.Name, commune.Article));
        Assert.Equal(to, FrenchName.A(commune.Name, commune.Article));
        Assert.Equal(subject, FrenchName.Le(commune.Name, commune.Article));
    }

    [Theory]
    [InlineData(BodyKind.Departement, "01", "de l'Ain", "à l'Ain", "l'Ain")]
    [InlineData(BodyKind.Departement, "59", "du Nord", "au Nord", "le Nord")]
    [InlineData(BodyKind.Departement, "08", "des Ardennes", "aux Ardennes", "les Ardennes")]
    [InlineData(BodyKind.Departement, "51", "de la Marne", "à la Marne", "la Marne")]
    [InlineData(BodyKind.Departement, "35", "d'Ille-et-Vilaine", "à Ille-et-Vilaine", "Ille-et-Vilaine")]
    [InlineData(BodyKind.Departement, "974", "de La Réunion", "à La Réunion", "La Réunion")]
    [InlineData(BodyKind.Region, "52", "des Pays de la Loire", "aux Pays de la Loire", "les Pays de la Loire")]
    [InlineData(BodyKind.Epci, "243500741", "de la CA Redon Agglomération", "à la CA Redon Agglomération", "la CA Redon Agglomération")]
    [InlineData(BodyKind.Epci, "244400404", "de Nantes Métropole", "à Nantes Métropole", "Nantes Métropole")]
    [InlineData(BodyKind.Epci, "244500468", "d'Orléans Métropole", "à Orléans Métropole", "Orléans Métropole")]
    [InlineData(BodyKind.Epci, "246700488", "de l'Eurométropole de Strasbourg", "à l'Eurométropole de Strasbourg", "l'Eurométropole de Strasbourg")]
    public void Other_bodies_receive_their_article(BodyKind kind, string code, string of, string to, string subject)
    {
        var body = OfficialReference.Current.Find(kind, code)!;

        Assert.Equal(of, FrenchName.De(body.Name, body.Article));
        Assert.Equal(to, FrenchName.A(body.Name, body.Article));
        Assert.Equal(subject, FrenchName.Le(body.Name, body.Article));
    }

    [Theory]
    [InlineData("CC du Pays de Redon", "de la CC du Pays de Redon", "à la CC du Pays de Redon", "la CC du Pays de Redon")]
    [InlineData("CA Redon Agglomération", "de la CA Redon Agglomération", "à la CA Redon Agglomération", "la CA Redon Agglomération")]
    [InlineData("Cancale", "de Cancale", "à Cancale", "Cancale")]
    [InlineData("Orléans Métropole", "d'Orléans Métropole", "à Orléans Métropole", "Orléans Métropole")]
    public void A_group_that_is_named_by_its_kind_is_feminine_where_only_its_name_is_at_hand(string name, string of, string to, string subject)
    {
        Assert.Equal(of, FrenchName.De(name, null));
        Assert.Equal(to, FrenchName.A(name, null));
        Assert.Equal(subject, FrenchName.Le(name, null));
    }

    [Fact]
    public void No_article_is_left_uncontracted_in_the_whole_reference()
    {
        foreach (var kind in new[] { BodyKind.Commune, BodyKind.Epci, BodyKind.Departement, BodyKind.Region })
        {
            foreach (var body in OfficialReference.Current.All(kind))
            {
                var (of, to) = (FrenchName.De(body.Name, body.Article), FrenchName.A(body.Name, body.Article));
                Assert.DoesNotMatch("^(de|à) (Les?|les?|Aux) ", of);
                Assert.DoesNotMatch("^(de|à) (Les?|les?|Aux) ", to);
                Assert.DoesNotMatch("^(de) [aeiouéèêâîôAEIOUÉÈÊÂÎÔ]", of);
            }
        }
    }

    [Theory]
    [InlineData(0, "0 commune")]
    [InlineData(1, "1 commune")]
    [InlineData(2, "2 communes")]
    [InlineData(34_969, "34\u202F969 communes")]
    [InlineData(1_234_567, "1\u202F234\u202F567 communes")]
    public void French_counts_in_the_plural_from_two(long number, string expected) =>
        Assert.Equal(expected, FrenchName.Count(number, "commune", "communes"));

    [Theory]
    [InlineData("Évènement  à  Œting ", "evenement a oeting")]
    [InlineData("L’Haÿ-les-Roses", "l'hay-les-roses")]
    [InlineData("Saint‑Étienne", "saint-etienne")]
    [InlineData("E\u0301te\u0301", "ete")]
    [InlineData("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ", "aaaceeeeiioouuuyoeae")]
    [InlineData("Straße Łódź ıŞĞ ſ Đặng", "strasse lodz isg s dặng")]
    [InlineData("12\u00A0500\u202F€ \u200E", "12 500 €")]
    [InlineData("\t", "")]
    [InlineData(null, "")]
    public void Folding_forgets_accents_case_and_typography(string? text, string expected)
    {
        Assert.Equal(expected, Folding.Fold(text));
        Assert.Equal(expected, expected.Folded());
    }

    [Fact]
    public void Words_are_separated_by_hyphens_and_apostrophes() =>
        Assert.Equal(["saint", "gildas", "d", "auray", "56"], Folding.Words("Saint-Gildas d’Auray (56)"));
}
