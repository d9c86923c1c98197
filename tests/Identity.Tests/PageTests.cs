using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Identity.Tests;

public sealed class PageTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    [Theory]
    [InlineData("/compte/connexion")]
    [InlineData("/compte/inscription")]
    [InlineData("/compte/mot-de-passe-oublie")]
    [InlineData("/compte/reinitialiser")]
    [InlineData("/compte/confirmer?compte=0198f000-0000-7000-8000-000000000000&jeton=abcd")]
    [InlineData("/compte/deconnexion")]
    [InlineData("/compte/deconnexion?fait=true")]
    [InlineData("/compte/profil")]
    [InlineData("/compte/securite")]
    [InlineData("/compte/securite/application")]
    [InlineData("/compte/sessions")]
    [InlineData("/compte/connexion?confirmer=true")]
    public async Task Every_page_has_a_title_one_heading_landmarks_and_a_label_for_each_field(string path)
    {
        var browser = app.NewBrowser();
        var (_, email) = await app.AccountAsync();
        await browser.SignInAsync(email, IdentityApp.Password);

        var page = await browser.OpenAsync(path);

        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.EndsWith(" – OpenDataAnimation", page.Title);
        Assert.NotEmpty(page.Heading());
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.NotNull(page.QuerySelector("a.skip"));
        Assert.All(page.QuerySelectorAll("main input:not([type=hidden])"), i => Assert.NotNull(page.QuerySelector($"label[for='{i.Id}']")));
        Assert.All(page.QuerySelectorAll("main input[type=password]"), i => Assert.EndsWith("-password", i.GetAttribute("autocomplete")));
        Assert.All(page.QuerySelectorAll("main form[method=post]"), f => Assert.NotNull(f.QuerySelector("[name=__RequestVerificationToken]")));
        Assert.Empty(page.QuerySelectorAll("[style], script:not([src]), [onclick], [onpaste]"));
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.DoesNotMatch("[a-zé] [:;!?»]", page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Pages_are_kept_by_no_cache_and_tell_the_next_site_nothing()
    {
        var answer = await app.NewBrowser().Http.GetAsync("/compte/reinitialiser?compte=x&jeton=y");

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task The_profile_is_for_whoever_is_signed_in()
    {
        var answer = await app.NewBrowser().Http.GetAsync("/compte/profil");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/compte/connexion?returnUrl=%2Fcompte%2Fprofil", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task An_address_that_is_no_page_says_so_in_the_same_frame()
    {
        var answer = await app.NewBrowser().Http.GetAsync("/compte/nulle-part");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Cette page n’existe pas, ou ne vous est pas ouverte", (await answer.PageAsync()).Heading());
        Assert.Equal("/compte/profil", (await app.NewBrowser().Http.GetAsync("/compte")).Headers.Location!.ToString());
    }

    [Fact]
    public void Every_endpoint_says_whom_it_is_for() =>
        Assert.All(app.Services.GetRequiredService<EndpointDataSource>().Endpoints, e => Assert.NotNull(e.Metadata.GetMetadata<AccessRule>()));

    [Fact]
    public void The_model_keeps_the_rules_of_every_service()
    {
        using var scope = app.Services.CreateScope();

        Assert.Empty(ModelRules.Broken(scope.ServiceProvider.GetRequiredService<IdentityDb>()));
    }
}
