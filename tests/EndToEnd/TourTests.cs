using System.Text.RegularExpressions;

namespace OpenDataAnimation.EndToEnd;

/// <summary>The demonstration's territory, with a browser; one for all tests of it.</summary>
[CollectionDefinition(Collection)]
public sealed class DemoBrowser : IAsyncLifetime, ICollectionFixture<DemoBrowser>
{
    public const string Collection = "Demonstration";

    internal Browser Browser { get; } = new("http://127.0.0.1:0", demo: true);

    public Task InitializeAsync() => Browser.InitializeAsync();

    public Task DisposeAsync() => Browser.DisposeAsync();
}

/// <summary>Every kind of page that people of the demonstration come to by a link: axe finds nothing, it fits a phone, and it is photographed wide, on a phone and on paper.</summary>
[Collection(DemoBrowser.Collection)]
public sealed partial class TourTests(DemoBrowser demo)
{
    private const int MostPages = 150;

    [BrowserTheory]
    [InlineData("animatrice", "camille.animatrice@redon-agglomeration.example", "/c/ca-redon-agglomeration-243500741")]
    [InlineData("commune", "herve.noisetier@allaire.example", "/c/allaire-56001")]
    public async Task Every_kind_of_page_is_accessible_and_fits_its_support(string who, string email, string home)
    {
        var visitor = await demo.Browser.OfTheDemonstrationAsync($"tour-{who}", email);
        var (waiting, kinds, wrong) = (new Queue<string>([home, "/methode", "/collectivites", "/compte"]), new HashSet<string>(), new List<string>());
        while (waiting.TryDequeue(out var path) && kinds.Count < MostPages)
        {
            if (!kinds.Add(KindOf(path, home)))
            {
                continue;
            }

            var answer = await visitor.Page.GotoAsync(demo.Browser.Address + path);
            if (!answer!.Ok)
            {
                wrong.Add($"{path} answers {answer.Status}");
                continue;
            }

            try
            {
                await visitor.LookAsync(again: true, printed: true);
            }
            catch (Xunit.Sdk.XunitException e)
            {
                wrong.Add(e.Message);
            }

            foreach (var link in await visitor.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href^=\"/\"]:not([download])')].map(a => a.getAttribute('href'))"))
            {
                if (link.Length > 1 && !NoPage().IsMatch(link))
                {
                    waiting.Enqueue(link.Split('#')[0]);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(kinds.Count > 30, $"Only {kinds.Count} kinds of pages were found.");
    }

    /// <summary>The address without what differs between rows of one list; a list in another order is no other page, and another body's is.</summary>
    private static string KindOf(string path, string home) =>
        string.Join('/', path.Split('?')[0].Replace(home, "/own", StringComparison.Ordinal).Split('/').Select(p => p.Any(char.IsDigit) ? "*" : p));

    /// <summary>What leads out of the session, or to a file.</summary>
    [GeneratedRegex("^/session|^/api|^/connect|/export|\\.(csv|xlsx|docx|ics|zip|pdf|json|jsonl|atom|xml|txt)\\b|/fichiers?/|telecharger")]
    private static partial Regex NoPage();
}

/// <summary>As <see cref="BrowserFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = File.Exists(Browser.Chromium) ? null : "Chromium is not installed (apt-get install chromium).";
}
