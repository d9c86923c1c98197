using System.Net;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Portal.Tests.Vitrine;

public sealed class NewsPageTests(PortalApp app) : IClassFixture<PortalApp>
{
    private static readonly Guid NewsId = Guid.CreateVersion7();

    [Fact]
    public async Task The_list_says_where_each_item_stands()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", List(body), new { items = new[] { Item("ToReview") }, next = (string?)null });

        var page = (await reader.GetAsync($"/c/{body.Slug}/vitrine?etat=ToReview")).IsWhole();

        Assert.Equal("La vitrine de Béganne", page.Heading);
        Assert.Contains("À relire", page.Text, StringComparison.Ordinal);
        Assert.Contains("state=ToReview", reader.AskedOnce("GET", List(body)).Query, StringComparison.Ordinal);
        Assert.True(page.Offers("Écrire une actualité"));
        Assert.True(page.Offers("Voir la page publique"));
    }

    [Fact]
    public async Task An_item_is_written_then_shown_as_it_will_be_read()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("POST", List(body), Item("Draft"), HttpStatusCode.Created).On("GET", One(body), Item("Draft"));

        (await reader.GetAsync($"/c/{body.Slug}/vitrine/nouvelle")).IsWhole();
        var done = await reader.SubmitAsync($"/c/{body.Slug}/vitrine/nouvelle", "main form",
            ("Input.Kind", "Dataset"), ("Input.Title", "Trois jeux de données"), ("Input.Summary", "Un résumé assez long."), ("Input.Body", "Texte"));
        var shown = (await reader.GetAsync(done.Leads!)).IsWhole();

        Assert.Equal("Dataset", reader.AskedOnce("POST", List(body)).Json.GetProperty("kind").GetString());
        Assert.Equal(["un", "deux"], shown.Document.QuerySelectorAll("main .prose li").Select(li => li.TextContent));
        Assert.Equal("https://data.example/jeu", shown.Find(".prose a").GetAttribute("href"));
        Assert.Empty(shown.Document.QuerySelectorAll(".prose script, .prose img"));
        Assert.Contains("<script>alert(1)</script>", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_published_in_the_version_that_was_read()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", One(body), Item("ToReview")).On("POST", One(body) + "/publication", Item("Published"));

        var done = await reader.SubmitAsync($"/c/{body.Slug}/vitrine/{NewsId}", "form[action*='Publish']");

        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        Assert.Equal("\"3\"", reader.AskedOnce("POST", One(body) + "/publication").IfMatch);
    }

    [Fact]
    public async Task One_that_was_changed_meanwhile_is_shown_again_before_it_is_published()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", One(body), Item("Draft")).Refuses("POST", One(body) + "/publication", 409, "stale", new { currentVersion = 4, current = Item("Draft") });

        var done = await reader.SubmitAsync($"/c/{body.Slug}/vitrine/{NewsId}", "form[action*='Publish']");

        Assert.Equal($"/c/{body.Slug}/vitrine/{NewsId}", done.Leads);
    }

    [Fact]
    public async Task A_lost_update_shows_both_versions()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", One(body), Item("Draft")).Refuses("PUT", One(body), 409, "stale", new { currentVersion = 4, current = Item("Draft") });

        var conflict = await reader.SubmitAsync($"/c/{body.Slug}/vitrine/{NewsId}/modifier", "main form",
            ("Input.Kind", "Dataset"), ("Input.Title", "Mon titre à moi"), ("Input.Summary", "Un résumé assez long."), ("Input.Body", "Texte"));

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Mon titre à moi", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("Trois jeux de données", conflict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_see_and_are_offered_nothing_more()
    {
        var body = FakeBody.Commune("Béganne", Role.Reader);
        var reader = app.Reader(body).On("GET", One(body), Item("Draft"));

        var page = (await reader.GetAsync($"/c/{body.Slug}/vitrine/{NewsId}")).IsWhole();

        Assert.False(page.Has("main form"));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/c/{body.Slug}/vitrine/nouvelle")).Status);
    }

    [Fact]
    public async Task A_deleted_item_can_be_put_back()
    {
        var body = FakeBody.Commune();
        var reader = app.Reader(body).On("GET", List(body), new { items = new[] { Item("Draft") }, next = (string?)null }).On("POST", One(body) + "/restoration", Item("Draft"));

        (await reader.GetAsync($"/c/{body.Slug}/vitrine/corbeille")).IsWhole();
        var done = await reader.SubmitAsync($"/c/{body.Slug}/vitrine/corbeille", "main form");

        Assert.Equal($"/c/{body.Slug}/vitrine/{NewsId}", done.Leads);
    }

    private static string List(FakeBody body) => $"showcase/bodies/{body.Id}/news";

    private static string One(FakeBody body) => $"{List(body)}/{NewsId}";

    private static object Item(string state) => new
    {
        id = NewsId,
        version = 3,
        kind = "Dataset",
        state,
        title = "Trois jeux de données",
        summary = "Un résumé assez long.",
        body = "<script>alert(1)</script> voir https://data.example/jeu.\n\n- un\n- deux\n\n## Et ensuite\nLa suite.",
        slug = "trois-jeux-de-donnees",
        authorName = "Camille Essai",
        updatedAt = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc),
        publishedAt = state == "Published" ? new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc) : (DateTime?)null,
    };
}
