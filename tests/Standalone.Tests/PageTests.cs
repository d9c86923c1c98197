using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using OpenDataAnimation.Portal;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Standalone.Tests;

/// <summary>Follows every link that a person of the demonstration sees, as far as the pages of the product go.</summary>
public sealed class PageTests(Demonstration demo) : IClassFixture<Demonstration>
{
    private const int MostPages = 250, MostOfAKind = 4, MostStatements = 6;

    /// <summary>The journal asks nine services, each for its own chain: a named exception to the six statements.</summary>
    private const int MostOfTheJournal = 24;

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
        var wrong = new List<string>();
        var pages = await WalkAsync(person, home, wrong);

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(pages.DistinctBy(p => KindOf(p.Path)).Count() > 30, $"Only {pages.Count} pages were found.");
    }

    [Fact]
    public void In_these_tests_a_field_that_no_service_answers_is_an_error() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<KnownBody>("{}", ServiceClient.Json));

    /// <summary>The isolation of the pages, as <c>Isolation.Tests</c> has it of the API: every page and every form that two bodies' people see.</summary>
    [Fact]
    [Trait("Category", "Isolation")]
    public async Task No_page_and_no_form_of_a_body_is_there_for_anyone_else()
    {
        const string stranger = "loic.genet@redon.example", own = "/c/redon-35236";
        using var neighbour = await Surfer.SignedInAsync(demo.All.Address, stranger, demo.PasswordOf(stranger));
        using var anonymous = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = demo.All.Address };
        var token = (await (await neighbour.GoAsync(own + "/actions/nouvelle")).PageAsync()).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var table = new StringBuilder("| page or form | stranger | nobody |\n|---|---|---|\n");
        var (count, unexpected) = (0, new List<string>());
        foreach (var (email, home) in People.Select(p => ((string)p[0], (string)p[1])))
        {
            using var person = await Surfer.SignedInAsync(demo.All.Address, email, demo.PasswordOf(email));
            var pages = (await WalkAsync(person, home, [])).Where(p => p.Path.StartsWith("/c/", StringComparison.Ordinal) && !p.Path.StartsWith(own, StringComparison.Ordinal)).ToList();
            foreach (var page in pages)
            {
                using var seen = await neighbour.GoAsync(page.Path);
                using var asked = await anonymous.GetAsync(page.Path);
                Note($"GET {page.Path}", seen, asked);
            }

            foreach (var form in pages.SelectMany(p => p.Forms).Where(f => f.StartsWith("/c/", StringComparison.Ordinal) && !f.StartsWith(own, StringComparison.Ordinal)).Distinct())
            {
                using var fields = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
                using var seen = await neighbour.PostFormAsync(form, token);
                using var asked = await anonymous.PostAsync(form, fields);
                Note($"POST {form}", seen, asked);
            }
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"isolation pages: {count} pages and forms, {2 * count} requests, {unexpected.Count} unexpected");
        await File.WriteAllTextAsync(Path.Combine(SourceTree.Output(), "isolation-pages.md"), $"{line}\n\n{table}");
        Assert.True(unexpected.Count == 0, string.Join('\n', unexpected));
        Assert.True(count > 60, line);

        void Note(string what, HttpResponseMessage stranger, HttpResponseMessage nobody)
        {
            count++;
            table.Append(CultureInfo.InvariantCulture, $"| {what} | {(int)stranger.StatusCode} | {(int)nobody.StatusCode} |\n");
            if (stranger.StatusCode != HttpStatusCode.NotFound)
            {
                unexpected.Add($"{what} answers a stranger {(int)stranger.StatusCode}");
            }

            if (nobody.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest)
                || (nobody.StatusCode == HttpStatusCode.Redirect && nobody.Headers.Location?.OriginalString.Contains("/session/sign-in", StringComparison.Ordinal) != true))
            {
                unexpected.Add($"{what} answers nobody {(int)nobody.StatusCode} {nobody.Headers.Location}");
            }
        }
    }

    private sealed record Walked(string Path, IReadOnlyList<string> Forms);

    private static async Task<List<Walked>> WalkAsync(Surfer person, string home, List<string> wrong)
    {
        var (waiting, seen, kinds) = (new Queue<string>([home, "/methode", "/collectivites"]), new HashSet<string>(), new Dictionary<string, int>());
        var pages = new List<Walked>();
        while (waiting.TryDequeue(out var path) && seen.Count < MostPages)
        {
            // Thirty sheets of communes are one kind of page.
            var kind = KindOf(path);
            if (!seen.Add(path) || (kinds[kind] = kinds.GetValueOrDefault(kind) + 1) > MostOfAKind)
            {
                continue;
            }

            var most = kind.Contains("/journal", StringComparison.Ordinal) ? MostOfTheJournal : MostStatements;
            var (answer, statements) = await ReadAsync(person, path);
            if (statements.Count > most)
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

            if (statements.Count > most)
            {
                wrong.Add($"{path} makes {statements.Count} statements:\n" + string.Join('\n', statements.Select(s => $"    {s.Database}: {s.Text.ReplaceLineEndings(" ")}")));
            }

            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                pages.Add(new Walked(path, []));
                continue;
            }

            var document = await answer.PageAsync();
            pages.Add(new Walked(path, [.. document.QuerySelectorAll("form[method=post]").Select(f => f.GetAttribute("action") is { Length: > 0 } to ? to : path)]));
            foreach (var link in document.QuerySelectorAll("a[href]").OfType<IHtmlAnchorElement>())
            {
                if (link.GetAttribute("href") is ['/', _, ..] href && !href.StartsWith("/session", StringComparison.Ordinal))
                {
                    waiting.Enqueue(href.Split('#')[0]);
                }
            }
        }

        return pages;
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
