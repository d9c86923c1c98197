using System.Net;
using System.Net.Http.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Showcase.Tests;

public sealed class NewsTests(ShowcaseApp app) : IClassFixture<ShowcaseApp>
{
    [Fact]
    public async Task A_draft_is_read_by_the_body_and_seen_by_nobody_else()
    {
        var author = await Author.OfAsync(app);

        var item = await author.WriteAsync();

        Assert.Equal(("Draft", "trois-jeux-de-donnees-ouverts"), (item.GetProperty("state").GetString(), item.GetProperty("slug").GetString()));
        Assert.Equal("Camille Essai", (await (await author.GetAsync("/" + item.GetProperty("id").GetGuid())).JsonAsync()).GetProperty("authorName").GetString());
        Assert.Equal(0, (await author.HomeAsync()).GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await app.Anonymous().GetAsync(ShowcaseApp.At($"public/{author.Body.Slug}/news/trois-jeux-de-donnees-ouverts"))).StatusCode);
    }

    [Fact]
    public async Task It_goes_from_draft_to_review_to_the_public_page_and_off_it_again()
    {
        var author = await Author.OfAsync(app);
        var item = await author.WriteAsync();

        item = await (await author.ActAsync(item, "review")).JsonAsync();
        Assert.Equal("ToReview", item.GetProperty("state").GetString());
        Assert.Equal(0, (await author.HomeAsync()).GetProperty("items").GetArrayLength());

        item = await (await author.ActAsync(item, "publication")).JsonAsync();
        Assert.Equal("Trois jeux de données ouverts", Assert.Single((await author.HomeAsync()).GetProperty("items").EnumerateArray()).GetProperty("title").GetString());

        item = await (await author.ActAsync(item, "withdrawal")).JsonAsync();
        Assert.Equal("Withdrawn", item.GetProperty("state").GetString());
        Assert.Equal(0, (await author.HomeAsync()).GetProperty("items").GetArrayLength());
        await (await author.ActAsync(item, "withdrawal")).IsProblemAsync(409, "news-state");
    }

    [Fact]
    public async Task Another_body_and_an_anonymous_caller_find_nothing()
    {
        var author = await Author.OfAsync(app);
        var item = await author.WriteAsync();
        var stranger = app.As(await app.PersonAsync(await app.BodyAsync("Allaire"), Role.Administrator));
        var address = author.News("/" + item.GetProperty("id").GetGuid());

        await (await stranger.GetAsync(address)).IsProblemAsync(404, "not-found");
        await (await stranger.GetAsync(author.News())).IsProblemAsync(404, "not-found");
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync(address)).StatusCode);

        // The other body's own route with this body's id in it.
        var other = await Author.OfAsync(app, "Allaire");
        await (await other.GetAsync("/" + item.GetProperty("id").GetGuid())).IsProblemAsync(404, "not-found");
        await (await other.ActAsync(item, "publication")).IsProblemAsync(404, "not-found");
        await (await other.DeleteAsync(item)).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Readers_and_contributors_read_and_do_not_write()
    {
        var contributor = await Author.OfAsync(app, "Béganne", Role.Contributor);

        Assert.Equal(HttpStatusCode.OK, (await contributor.GetAsync()).StatusCode);
        await (await contributor.PostAsync(ShowcaseApp.Text())).IsProblemAsync(403, "not-allowed");
        await (await contributor.SendAsync(HttpMethod.Post, $"/{Guid.NewGuid()}/publication", 1)).IsProblemAsync(403, "not-allowed");
    }

    [Theory]
    [InlineData("""{"title":"Un titre","summary":"Un résumé assez long."}""", "kind")]
    [InlineData("""{"kind":"Launch","title":"abc","summary":"Un résumé assez long."}""", "title")]
    [InlineData("""{"kind":"Launch","title":"Un titre","summary":"court"}""", "summary")]
    [InlineData("""{"kind":"Launch","title":"Un titre"}""", "summary")]
    public async Task A_wrong_field_is_named(string json, string field)
    {
        var author = await Author.OfAsync(app);

        await (await author.PostAsync(System.Text.Json.JsonDocument.Parse(json).RootElement)).NamesFieldAsync(field);
    }

    [Fact]
    public async Task An_edit_of_an_old_version_is_refused_with_what_is_stored_now()
    {
        var author = await Author.OfAsync(app);
        var item = await author.WriteAsync();
        Assert.Equal(HttpStatusCode.OK, (await author.EditAsync(item, ShowcaseApp.Text("Un meilleur titre"))).StatusCode);

        var stale = await author.EditAsync(item, ShowcaseApp.Text("Un titre perdu"));

        await stale.IsProblemAsync(409, "stale");
        Assert.Contains("Un meilleur titre", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await (await author.ActAsync(item, "publication")).IsProblemAsync(409, "stale");
        await (await author.SendAsync(HttpMethod.Put, $"/{item.GetProperty("id").GetGuid()}", null, ShowcaseApp.Text())).IsProblemAsync(428, "version-required");
    }

    [Fact]
    public async Task Two_items_of_one_title_have_two_addresses_and_a_published_address_stays()
    {
        var author = await Author.OfAsync(app);
        var first = await author.PublishedAsync();

        var second = await author.WriteAsync();
        first = await (await author.EditAsync(first, ShowcaseApp.Text("Un tout autre titre"))).JsonAsync();

        Assert.Equal("trois-jeux-de-donnees-ouverts-2", second.GetProperty("slug").GetString());
        Assert.Equal("trois-jeux-de-donnees-ouverts", first.GetProperty("slug").GetString());
        Assert.Equal("un-tout-autre-titre", (await (await author.EditAsync(second, ShowcaseApp.Text("Un tout autre titre"))).JsonAsync()).GetProperty("slug").GetString());
    }

    [Fact]
    public async Task The_same_title_twice_at_once_still_gets_two_addresses()
    {
        var author = await Author.OfAsync(app);

        var items = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => author.WriteAsync()));

        Assert.Equal(5, items.Select(i => i.GetProperty("slug").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_deleted_item_can_be_brought_back_and_a_published_one_cannot_be_deleted()
    {
        var author = await Author.OfAsync(app);
        var item = await author.WriteAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await author.DeleteAsync(item)).StatusCode);
        Assert.Equal(0, (await (await author.GetAsync()).JsonAsync()).GetProperty("items").GetArrayLength());
        Assert.Single((await (await author.GetAsync("?deleted=true")).JsonAsync()).GetProperty("items").EnumerateArray());
        item = await (await author.ActAsync(item, "restoration")).JsonAsync();

        Assert.Single((await (await author.GetAsync()).JsonAsync()).GetProperty("items").EnumerateArray());
        item = await (await author.ActAsync(item, "publication")).JsonAsync();
        await (await author.DeleteAsync(item)).IsProblemAsync(409, "news-state");
    }

    [Fact]
    public async Task The_list_is_paged_without_gap_or_double_and_filtered_by_state()
    {
        var author = await Author.OfAsync(app);
        for (var i = 0; i < 5; i++)
        {
            await author.WriteAsync(ShowcaseApp.Text($"Actualité numéro {i}"));
        }

        await author.PublishedAsync();
        var titles = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await (await author.GetAsync("?state=Draft&size=2" + (next.Length == 0 ? "" : "&after=" + next))).JsonAsync();
            titles.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("title").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(["Actualité numéro 4", "Actualité numéro 3", "Actualité numéro 2", "Actualité numéro 1", "Actualité numéro 0"], titles);
        await (await author.GetAsync("?after=n-importe-quoi")).NamesFieldAsync("after");
    }

    [Fact]
    public async Task The_model_keeps_the_rules_of_tenancy() =>
        Assert.Empty(await app.InScopeAsync(Guid.NewGuid(), db => Task.FromResult(ModelRules.Broken(db).ToList())));
}
