using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace OpenDataAnimation.Portal.Tests;

/// <summary>What the pattern of a page promises, whatever the page.</summary>
public sealed class FrameTests(PortalApp app) : IClassFixture<PortalApp>
{
    [Fact]
    public void The_model_keeps_the_rules_of_tenancy()
    {
        using var scope = app.Services.CreateScope();
        Assert.Empty(ModelRules.Broken(scope.ServiceProvider.GetRequiredService<PortalDb>()));
    }

    [Fact]
    public async Task An_unknown_address_is_a_page_that_says_so()
    {
        var page = await app.Visitor().GetAsync("/nulle-part");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        page.IsWhole();
        Assert.Contains("n’existe pas", page.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stylesheet_is_served_and_may_be_cached_for_long_by_its_hash()
    {
        var page = await app.Visitor().GetAsync("/nulle-part");
        var href = page.Find("link[rel=stylesheet]").GetAttribute("href")!;
        var css = await app.Anonymous().GetAsync(href);
        Assert.Equal(HttpStatusCode.OK, css.StatusCode);
        Assert.True((await css.Content.ReadAsByteArrayAsync()).Length > 10_000);
        Assert.Contains("immutable", css.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mes-donnees", HttpStatusCode.OK)]
    [InlineData("/c/{slug}/journal", HttpStatusCode.Forbidden)]
    [InlineData("/c/{slug}/nulle-part", HttpStatusCode.NotFound)]
    public async Task What_someone_signed_in_reads_stays_in_no_cache(string path, HttpStatusCode status)
    {
        var body = FakeBody.Commune("Béganne", Role.Reader);
        var page = await app.Reader(body).GetAsync(path.Replace("{slug}", body.Slug, StringComparison.Ordinal));
        Assert.Equal(status, page.Status);
        Assert.True(page.Answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_body_s_colour_is_a_stylesheet_of_its_own()
    {
        var body = await app.BodyAsync();
        await app.TellAsync(new BodyChanged(body.Id, 2, DateTime.UtcNow, body.Kind, body.Name, "0", body.Slug, null, null, ["56"], 1500, BodyState.Active, "#7a1f3d"));
        var css = await app.Anonymous().GetAsync($"/theme/{body.Slug}.css");
        Assert.Equal("text/css", css.Content.Headers.ContentType!.MediaType);
        Assert.Contains("#7a1f3d", await css.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Anonymous().GetAsync("/theme/personne.css")).StatusCode);
    }
}
