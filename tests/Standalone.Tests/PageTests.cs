using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Dom;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Standalone.Tests;

/// <summary>Follows every link that a person of the demonstration sees, as far as the pages of the product go.</summary>
public sealed class PageTests(Demonstration demo) : IClassFixture<Demonstration>
{
    private const int MostPages = 250, MostOfAKind = 4, MostStatements = 6;

    public static TheoryData<string, string> People => new()
    {
        { "camille.animatrice@redon-agglomeration.example", "/c/ca-redon-agglomeration-243500741" },
        { "herve.noisetier@allaire.example", "/c/allaire-56001" },
    };

    [Theory]
    [MemberData(nameof(People))]
    public async Task Every_link_leads_somewhere_and_no_page_makes_more_than_six_statements(string email, string home)
    {
        using var person = await Surfer.SignedInAsync(demo.All.Address, email, demo.PasswordOf(email));
        var (waiting, seen, kinds) = (new Queue<string>([home, "/methode", "/collectivites"]), new HashSet<string>(), new Dictionary<string, int>());
        var wrong = new List<string>();
        while (waiting.TryDequeue(out var path) && seen.Count < MostPages)
        {
            // Thirty sheets of communes are one kind of page.
            var kind = KindOf(path);
            if (!seen.Add(path) || (kinds[kind] = kinds.GetValueOrDefault(kind) + 1) > MostOfAKind)
            {
                continue;
            }

            var (answer, statements) = await ReadAsync(person, path);
            if (statements.Count > MostStatements)
            {
                // What a first reading notes (seen by, last sign-in) is not the page's.
                answer.Dispose();
                (answer, statements) = await ReadAsync(person, path);
            }

            using var page = answer;
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                wrong.Add($"{path} answers {(int)answer.StatusCode}");
                continue;
            }

            if (statements.Count > MostStatements)
            {
                wrong.Add($"{path} makes {statements.Count} statements:\n" + string.Join('\n', statements.Select(s => $"    {s.Database}: {s.Text.ReplaceLineEndings(" ")}")));
            }

            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                foreach (var link in (await answer.PageAsync()).QuerySelectorAll("a[href]").OfType<IHtmlAnchorElement>())
                {
                    if (link.GetAttribute("href") is ['/', _, ..] href && !href.StartsWith("/session", StringComparison.Ordinal))
                    {
                        waiting.Enqueue(href.Split('#')[0]);
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(kinds.Count > 30, $"Only {kinds.Count} kinds of pages were found.");
    }

    private static async Task<(HttpResponseMessage Answer, List<(string Database, string Text)> Statements)> ReadAsync(Surfer person, string path)
    {
        var trace = ActivityTraceId.CreateRandom();
        using var counter = new StatementCounter(trace);
        var answer = await person.GoAsync(path, StatementCounter.TraceParent(trace));
        return (answer, [.. counter.Statements]);
    }

    /// <summary>The address without what differs between rows of one list.</summary>
    private static string KindOf(string path)
    {
        var (address, query) = path.Split('?') is [var before, var after] ? (before, string.Concat(after.Split('&').Select(p => "&" + p.Split('=')[0]))) : (path, "");
        var parts = address.Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            if (Guid.TryParse(parts[i], out _) || parts[i].Any(char.IsDigit))
            {
                parts[i] = "*";
            }
        }

        return string.Join('/', parts) + query;
    }
}
