using System.Text;
using System.Text.RegularExpressions;

namespace OpenDataAnimation.EndToEnd;

/// <summary>What is promised on one page comes out of the printer on one, with the demonstration's data.</summary>
[Collection(DemoBrowser.Collection)]
public sealed partial class PrintTests(DemoBrowser demo)
{
    private const string Home = "/c/ca-redon-agglomeration-243500741";

    [BrowserTheory]
    [InlineData("fiche-de-visite", Home + "/territoire/allaire-56001", null)]
    [InlineData("resultats", Home + "/documents/resultats", null)]
    [InlineData("fiche-du-point", Home + "/points", "main a[href*='/points/']:not([href$='/preparer']):not([href$='/rythme'])")]
    public async Task It_prints_on_one_page(string name, string path, string? then)
    {
        var camille = await demo.Browser.OfTheDemonstrationAsync($"papier-{name}", "camille.animatrice@redon-agglomeration.example");
        await camille.GoAsync(path);
        if (then is not null)
        {
            await camille.GoAsync((await camille.Page.Locator(then).First.GetAttributeAsync("href"))!);
        }

        var file = Encoding.Latin1.GetString(await camille.Page.PdfAsync(new() { PreferCSSPageSize = true }));
        Assert.Single(Pages().Matches(file));
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Pages();
}
