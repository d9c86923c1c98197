using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Showcase.Tests;

public sealed class PublicPageTests(ShowcaseApp app) : IClassFixture<ShowcaseApp>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Anyone_reads_the_published_news_of_that_body_and_of_no_other()
    {
        var (beganne, allaire) = (await Author.OfAsync(app), await Author.OfAsync(app, "Allaire"));
        await beganne.PublishedAsync(ShowcaseApp.Text("Béganne ouvre ses budgets"));
        await allaire.PublishedAsync(ShowcaseApp.Text("Allaire ouvre ses horaires"));

        var home = await beganne.HomeAsync();

        Assert.Equal("Béganne", home.GetProperty("body").GetProperty("name").GetString());
        Assert.Equal("Béganne ouvre ses budgets", Assert.Single(home.GetProperty("items").EnumerateArray()).GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await app.Anonymous().GetAsync(ShowcaseApp.At($"public/{beganne.Body.Slug}/news/allaire-ouvre-ses-horaires"))).StatusCode);
    }

    [Fact]
    public async Task A_news_item_is_read_whole_and_names_no_person()
    {
        var author = await Author.OfAsync(app);
        await author.PublishedAsync();

        var answer = await app.Anonymous().GetAsync(ShowcaseApp.At($"public/{author.Body.Slug}/news/trois-jeux-de-donnees-ouverts"));

        Assert.Equal("Un premier paragraphe.\n\n- un\n- deux", (await answer.JsonAsync()).GetProperty("body").GetString());
        Assert.DoesNotContain("Camille", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BodyState.Prepared)]
    [InlineData(BodyState.Closed)]
    public async Task A_body_without_people_of_its_own_has_no_public_page(BodyState state)
    {
        var author = await Author.OfAsync(app);
        await author.PublishedAsync();
        await app.TellAsync(new BodyChanged(author.Body.Id, 2, DateTime.UtcNow, BodyKind.Commune, author.Body.Name, "", author.Body.Slug, null, null, ["56"], 1500, state));

        foreach (var page in new[] { "", "/atom.xml", "/news/trois-jeux-de-donnees-ouverts" })
        {
            await (await app.Anonymous().GetAsync(ShowcaseApp.At($"public/{author.Body.Slug}{page}"))).IsProblemAsync(404, "not-found");
        }

        await (await app.Anonymous().GetAsync(ShowcaseApp.At("public/nulle-part-00000"))).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_page_that_did_not_change_is_not_sent_again()
    {
        var author = await Author.OfAsync(app);
        await author.PublishedAsync();
        var address = ShowcaseApp.At($"public/{author.Body.Slug}");
        var first = await app.Anonymous().GetAsync(address);
        Assert.Equal("public, max-age=60", first.Headers.CacheControl!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, (await AskAgainAsync()).StatusCode);
        await author.PublishedAsync(ShowcaseApp.Text("Une autre actualité"));
        Assert.Equal(HttpStatusCode.OK, (await AskAgainAsync()).StatusCode);

        async Task<HttpResponseMessage> AskAgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
            return await app.Anonymous().SendAsync(request);
        }
    }

    [Fact]
    public async Task The_feed_is_well_formed_whatever_people_type()
    {
        var author = await Author.OfAsync(app);
        await author.PublishedAsync(ShowcaseApp.Text("Titre <b>gras</b> & \u0001 étrange ￾ 🗺"));

        var answer = await app.Anonymous().GetAsync(ShowcaseApp.At($"public/{author.Body.Slug}/atom.xml"));

        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync());
        var entry = Assert.Single(feed.Root!.Elements(Atom + "entry"));
        Assert.StartsWith("Titre <b>gras</b> &", entry.Element(Atom + "title")!.Value, StringComparison.Ordinal);
        Assert.EndsWith("🗺", entry.Element(Atom + "title")!.Value, StringComparison.Ordinal);
        Assert.StartsWith($"http://localhost:8080/p/{author.Body.Slug}/actualites/", entry.Element(Atom + "link")!.Attribute("href")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_public_list_is_paged_newest_first()
    {
        var author = await Author.OfAsync(app);
        foreach (var number in Enumerable.Range(1, 3))
        {
            await author.PublishedAsync(ShowcaseApp.Text($"Actualité numéro {number}"));
        }

        var first = await author.HomeAsync("?size=2");
        var second = await author.HomeAsync("?size=2&after=" + first.GetProperty("next").GetString());

        Assert.Equal(["Actualité numéro 3", "Actualité numéro 2", "Actualité numéro 1"],
            first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(i => i.GetProperty("title").GetString()));
        Assert.Null(second.GetProperty("next").GetString());
    }
}
