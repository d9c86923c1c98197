using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Portal.Pages.Journal;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Portal.Tests.Journal;

/// <summary>The audit of all services as one page and one file.</summary>
public sealed partial class JournalTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Services = ["territory", "plans", "stakeholders", "events", "peer-exchange", "showcase", "notifications", "identity", "portal"];

    [Fact]
    public async Task The_acts_of_all_services_are_one_list_in_time_order_and_the_next_page_goes_on_in_each_chain()
    {
        var body = FakeBody.Commune();
        var reader = Reader(body)
            .On("GET", Path("territory", body), new { items = new[] { Entry(7, 30, "membership-changed"), Entry(6, 10, "invited") }, next = "6" })
            .On("GET", Path("plans", body), new { items = new[] { Entry(40, 20, "action-created") }, next = (string?)null });

        var page = (await reader.GetAsync($"/c/{body.Slug}/journal")).IsWhole();

        Assert.Equal(["Rôles ou dates d’un membre changés", "Action ajoutée", "Invitation envoyée"],
            page.Document.QuerySelectorAll("tbody th").Select(th => th.FirstChild!.TextContent.Trim()));
        Assert.Contains("Camille Essai", page.Text, StringComparison.Ordinal);
        await reader.GetAsync(page.Find("nav.pager a[rel=next]").GetAttribute("href")!);
        Assert.Contains("after=6", reader.Asked.Last(r => r.Path == Path("territory", body)).Query, StringComparison.Ordinal);
        Assert.Contains("after=40", reader.Asked.Last(r => r.Path == Path("plans", body)).Query, StringComparison.Ordinal);
        Assert.DoesNotContain("after", reader.Asked.Last(r => r.Path == Path("events", body)).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_a_person_and_days_narrow_what_is_asked_for()
    {
        var body = FakeBody.Commune();
        var (reader, person) = (Reader(body), Guid.NewGuid());

        var page = (await reader.GetAsync($"/c/{body.Slug}/journal?service=plans&personne={person}&du=2026-11-02&au=2026-11-03")).IsWhole();

        Assert.Contains("Aucun acte ne répond à ces critères", page.Text, StringComparison.Ordinal);
        var asked = Assert.Single(reader.Asked, r => r.Path.EndsWith("/audit", StringComparison.Ordinal));
        Assert.Equal(Path("plans", body), asked.Path);
        var query = Uri.UnescapeDataString(asked.Query);
        Assert.Contains($"person={person}", query, StringComparison.Ordinal);
        // Midnight in France in winter.
        Assert.Contains("from=2026-11-01T23:00:00", query, StringComparison.Ordinal);
        Assert.Contains("until=2026-11-03T23:00:00", query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_named_and_the_others_are_shown()
    {
        var body = FakeBody.Commune();
        var reader = Reader(body).On("GET", Path("plans", body), new { items = new[] { Entry(1, 1, "plan-saved") }, next = (string?)null }).Down("GET", Path("showcase", body));

        var page = (await reader.GetAsync($"/c/{body.Slug}/journal")).IsWhole();

        Assert.Contains("Plan enregistré", page.Text, StringComparison.Ordinal);
        Assert.Contains("Vitrine : cette partie ne répond pas", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_was_touched_is_named_with_its_line()
    {
        var body = FakeBody.Commune();
        var reader = Reader(body);
        foreach (var service in Services)
        {
            reader.On("GET", Path(service, body) + "/check", new { entries = 3, last = 3, hash = new string('a', 64), isWhole = service != "plans", findings = service == "plans" ? [new { fault = "Changed", sequence = 2 }] : Array.Empty<object>() });
        }

        var page = (await reader.GetAsync($"/c/{body.Slug}/journal?verifier=true")).IsWhole();

        Assert.Contains("Le journal a été altéré", page.Text, StringComparison.Ordinal);
        Assert.Contains("la ligne 2 n’est pas celle qui a été écrite", page.Text, StringComparison.Ordinal);
        Assert.Equal(8, page.Document.QuerySelectorAll("tbody tr").Count(r => r.TextContent.Contains("Intact", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_whole_leaves_as_a_sheet_or_as_lines_oldest_first()
    {
        var body = FakeBody.Commune();
        var reader = Reader(body)
            .On("GET", Path("territory", body) + "/lines", new[] { Line(1, 10, "invited", "=HYPERLINK(1)"), Line(2, 30, "settings-changed") })
            .On("GET", Path("plans", body) + "/lines", new[] { Line(1, 20, "plan-saved") });

        var sheet = await reader.Client.GetAsync($"/c/{body.Slug}/journal?handler=Sheet");
        var bytes = await sheet.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Contains($"journal-{body.Slug}", sheet.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.True(sheet.Headers.CacheControl!.NoStore);
        var rows = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("service;sequence;at;", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("territory;1;2026-11-20 12:10:00;", rows[1], StringComparison.Ordinal);
        Assert.Contains(";'=HYPERLINK(1);", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("plans;1;", rows[2], StringComparison.Ordinal);
        Assert.StartsWith("territory;2;", rows[3], StringComparison.Ordinal);

        var lines = (await reader.Client.GetStringAsync($"/c/{body.Slug}/journal?handler=Lines")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["invited", "plan-saved", "settings-changed"], lines.Select(l => l.GetProperty("act").GetString()));
        Assert.Equal("territory", lines[0].GetProperty("service").GetString());
        Assert.Equal(Noon.AddMinutes(10).Ticks / 10, lines[0].GetProperty("micros").GetInt64());
    }

    [Fact]
    public async Task A_file_is_whole_or_a_page_that_says_why_not()
    {
        var body = FakeBody.Commune();
        var reader = Reader(body).Down("GET", Path("showcase", body) + "/lines");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await reader.GetAsync($"/c/{body.Slug}/journal?handler=Sheet")).Status);
    }

    [Fact]
    public async Task Who_does_not_administer_is_told_who_can()
    {
        var body = FakeBody.Commune("Béganne", Role.ProjectLead);
        foreach (var address in new[] { "journal", "journal?handler=Sheet", "journal?handler=Lines", "journal?verifier=true" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await Reader(body).GetAsync($"/c/{body.Slug}/{address}")).Status);
        }
    }

    [Fact]
    public void Every_act_that_a_service_notes_has_words()
    {
        var sources = new[] { "services", "infra" }.SelectMany(folder => Directory.EnumerateFiles(System.IO.Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{System.IO.Path.DirectorySeparatorChar}obj{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        // The first argument of Record, and of MoveAsync, which passes it on; it may be a choice between several.
        var acts = sources.SelectMany(file => Noted().Matches(File.ReadAllText(file)).SelectMany(m => Quoted().Matches(m.Value))).Select(m => m.Value.Trim('"')).Distinct().ToList();

        Assert.True(acts.Count > 60);
        Assert.DoesNotContain(acts, act => !ActWords.Knows(act));
    }

    private Reader Reader(FakeBody body)
    {
        var reader = app.Reader(body).On("GET", $"territory/bodies/{body.Id}/members", new { items = Array.Empty<object>(), next = (string?)null });
        foreach (var service in Services)
        {
            reader.On("GET", Path(service, body), new { items = Array.Empty<object>(), next = (string?)null }).On("GET", Path(service, body) + "/lines", Array.Empty<object>());
        }

        return reader;
    }

    private static string Path(string service, FakeBody body) => $"{service}/bodies/{body.Id}/audit";

    private static object Entry(long sequence, int minutes, string act) => new
    {
        sequence,
        at = Noon.AddMinutes(minutes),
        personId = Guid.NewGuid(),
        personName = "Camille Essai",
        onBehalfOf = (Guid?)null,
        reason = "Essai",
        act,
        subjectKind = "essai",
        subjectId = Guid.NewGuid(),
        details = "{\"a\":1}",
        values = (string?)null,
        hash = new string('b', 64),
    };

    private static object Line(long sequence, int minutes, string act, string? values = null) => new
    {
        sequence,
        at = Noon.AddMinutes(minutes),
        micros = Noon.AddMinutes(minutes).Ticks / 10,
        personId = Guid.NewGuid(),
        reason = "Essai",
        act,
        subjectKind = "essai",
        subjectId = Guid.NewGuid(),
        details = "{\"a\":1}",
        values,
        hash = "b",
    };

    [GeneratedRegex("""(?:\bRecord\(\s*|MoveAsync\(http, newsId, .*?)(?:[^,"]*)"[a-z-]+"(?:[^,]*)""")]
    private static partial Regex Noted();

    [GeneratedRegex("\"[a-z]+(-[a-z]+)*\"")]
    private static partial Regex Quoted();
}
