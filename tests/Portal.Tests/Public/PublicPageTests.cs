using System.Net;

namespace OpenDataAnimation.Portal.Tests.Public;

public sealed class PublicPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    [Fact]
    public async Task Anyone_reads_a_body_s_news_and_finds_the_feed()
    {
        var slug = Slug();
        var visitor = app.Visitor().On("GET", $"showcase/public/{slug}", Home(slug, "Béganne ouvre ses budgets"));

        var page = (await visitor.GetAsync($"/p/{slug}")).IsWhole();

        Assert.Equal("Les données ouvertes de Béganne", page.Heading);
        Assert.Contains("Béganne ouvre ses budgets", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/api/showcase/public/{slug}/atom.xml", page.Find("link[type='application/atom+xml']").GetAttribute("href"));
        Assert.Equal($"http://localhost:8080/p/{slug}", page.Find("meta[property='og:url']").GetAttribute("content"));
        Assert.NotNull(page.Find("meta[property='og:description']").GetAttribute("content"));
        Assert.False(page.Has("main form"));
    }

    [Fact]
    public async Task Anyone_reads_the_public_events_to_come_and_finds_the_calendar()
    {
        var slug = Slug();
        var visitor = app.Visitor().On("GET", $"showcase/public/{slug}", Home(slug, "Béganne ouvre ses budgets"))
            .On("GET", $"events/public/{slug}", new[] { Event("Atelier des adresses", "Mairie", isCancelled: false), Event("Visite du dépôt", null, isCancelled: true) });

        var page = (await visitor.GetAsync($"/p/{slug}")).IsWhole();

        var shown = page.Document.QuerySelectorAll("section[aria-labelledby='rendez-vous'] li").Select(item => Page.Plain(item.TextContent)).ToArray();
        Assert.Equal(["Atelier des adresses lundi 3 mars 2031, de 18 h à 19 h 30 · Mairie On relit les noms. Atelier", "Visite du dépôt lundi 3 mars 2031, de 18 h à 19 h 30 On relit les noms. Annulé"], shown);
        Assert.True(page.Has($"a[href='/api/events/public/{slug}/calendar.ics']"));
    }

    [Fact]
    public async Task A_news_item_is_read_whole_with_what_a_shared_link_shows()
    {
        var slug = Slug();
        var visitor = app.Visitor().On("GET", $"showcase/public/{slug}/news/budgets", News(slug));

        var page = (await visitor.GetAsync($"/p/{slug}/actualites/budgets")).IsWhole();

        Assert.Equal("Béganne ouvre ses budgets", page.Heading);
        Assert.Equal("Un résumé assez long.", page.Find("meta[property='og:description']").GetAttribute("content"));
        Assert.Equal(2, page.Document.QuerySelectorAll("main .prose p").Length);
    }

    [Theory]
    [InlineData("", "?suite=abc")]
    [InlineData("/actualites/budgets", "")]
    public async Task A_former_address_leads_to_the_present_one_for_ever(string page, string query)
    {
        var (former, slug) = (Slug(), Slug());
        var visitor = app.Visitor().On("GET", $"territory/slugs/{former}", new { bodyId = Guid.NewGuid(), slug, name = "Béganne", article = "0", kind = "Commune", state = "Active" });
        var moved = await visitor.GetAsync($"/p/{former}{page}{query}");
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/p/{slug}{page}{query}"), (moved.Status, moved.Leads));
    }

    [Fact]
    public async Task A_body_that_is_not_there_is_a_page_that_says_so_and_is_not_kept()
    {
        var slug = Slug();
        var visitor = app.Visitor();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/p/{slug}")).Status);

        visitor.On("GET", $"showcase/public/{slug}", Home(slug, "Enfin ouverte"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/p/{slug}")).Status);
    }

    [Fact]
    public async Task What_visitors_read_is_kept_for_each_body_and_what_members_read_is_not()
    {
        var (one, other) = (Slug(), Slug());
        var visitor = app.Visitor().On("GET", $"showcase/public/{one}", Home(one, "Avant")).On("GET", $"showcase/public/{other}", Home(other, "Ailleurs"));
        var member = app.Reader(FakeBody.Commune()).On("GET", $"showcase/public/{one}", Home(one, "Pour la membre"));
        var first = await visitor.GetAsync($"/p/{one}");
        Assert.Equal("public, max-age=30", first.Answer.Headers.CacheControl!.ToString());

        visitor.On("GET", $"showcase/public/{one}", Home(one, "Après"));
        var signedIn = await member.GetAsync($"/p/{one}");

        Assert.Contains("Avant", (await visitor.GetAsync($"/p/{one}")).Text, StringComparison.Ordinal);
        Assert.Contains("Avant", (await visitor.GetAsync($"/p/{one}?sans-effet=1")).Text, StringComparison.Ordinal);
        Assert.Contains("Ailleurs", (await visitor.GetAsync($"/p/{other}")).Text, StringComparison.Ordinal);
        Assert.Contains("Pour la membre", signedIn.Text, StringComparison.Ordinal);
        Assert.True(signedIn.Answer.Headers.CacheControl!.Private);
    }

    private static string Slug() => "beganne-" + Guid.NewGuid().ToString("N")[..8];

    private static object Body(string slug) => new { slug, name = "Béganne", article = "0", kind = "Commune", accent = (string?)null };

    private static object Home(string slug, string title) => new
    {
        body = Body(slug),
        next = (string?)null,
        items = new[] { new { slug = "budgets", kind = "Dataset", title, summary = "Un résumé assez long.", publishedAt = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc) } },
    };

    private static object Event(string title, string? place, bool isCancelled) => new
    {
        id = Guid.NewGuid(),
        title,
        kind = "Workshop",
        description = "On relit les noms.",
        place,
        onlineUrl = (string?)null,
        startsAt = "2031-03-03T18:00:00",
        endsAt = "2031-03-03T19:30:00",
        isCancelled,
    };

    private static object News(string slug) => new
    {
        publishedBy = Body(slug),
        slug = "budgets",
        kind = "Dataset",
        title = "Béganne ouvre ses budgets",
        summary = "Un résumé assez long.",
        body = "Un.\n\nDeux.",
        publishedAt = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc),
        updatedAt = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc),
    };
}
