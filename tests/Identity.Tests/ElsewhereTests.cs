using System.Net;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Testing;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace OpenDataAnimation.Identity.Tests;

/// <summary>Signing in with a provider that only the configuration names; here a second server of the same make.</summary>
public sealed class ElsewhereTests : IAsyncLifetime
{
    private const string Upstream = "https://annuaire.example:9000";

    private readonly IdentityApp _provider = new() { Settings = { ["PublicUrl"] = Upstream } };
    private readonly Downstream _app;

    public ElsewhereTests() => _app = new Downstream(_provider)
    {
        Settings =
        {
            ["Auth:SignInProviders:annuaire:Authority"] = Upstream,
            ["Auth:SignInProviders:annuaire:ClientId"] = "oda",
            ["Auth:SignInProviders:annuaire:ClientSecret"] = "un-secret-d-essai",
            ["Auth:SignInProviders:annuaire:DisplayName"] = "Annuaire départemental",
        },
    };

    public async Task InitializeAsync()
    {
        await using var scope = _provider.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = "oda",
            ClientSecret = "un-secret-d-essai",
            ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new Uri(IdentityApp.PublicUrl + "/connect/elsewhere/annuaire") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.GrantTypes.AuthorizationCode,
                Permissions.ResponseTypes.Code, Permissions.Scopes.Profile, Permissions.Scopes.Email,
            },
        });
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Someone_comes_from_there_gets_an_account_and_finds_it_again()
    {
        var (_, email) = await _provider.AccountAsync(name: "Solenn Riou");
        Assert.Contains("Se connecter avec Annuaire départemental", (await _app.NewBrowser().OpenAsync("/compte/connexion")).Body!.TextContent);

        var (first, second) = (await ArriveAsync(email), await ArriveAsync(email));

        Assert.All([first, second], arrived => Assert.Equal("/invitation/abc", arrived.Answer.Headers.Location?.ToString()));
        var profile = await first.Browser.OpenAsync("/compte/profil");
        Assert.Equal("Solenn Riou", profile.QuerySelector("[name='Naming.Name']")!.GetAttribute("value"));
        Assert.Contains(email, profile.Body!.TextContent);
        Assert.True(await second.Browser.IsSignedInAsync());
    }

    [Fact]
    public async Task The_establishment_that_it_names_is_in_the_token_as_a_proposal_and_follows_it()
    {
        var (subject, email) = await _provider.AccountAsync();
        await TellAsync(subject, ("siret", "24350074100015"), ("uid", "a-1234"));

        var (browser, _) = await ArriveAsync(email);
        Assert.Equal("24350074100015", (await TokenAsync(browser)).Claims.SingleOrDefault(c => c.Type == "siret")?.Value);

        // Another employer since, then none that is well formed.
        await TellAsync(subject, ("siret", "pas un numéro"));
        (browser, _) = await ArriveAsync(email);
        Assert.DoesNotContain((await TokenAsync(browser)).Claims, c => c.Type == "siret");
    }

    [Fact]
    public async Task An_equal_address_opens_no_account_until_its_password_is_given()
    {
        var (_, email) = await _provider.AccountAsync(name: "Nom De Là-bas");
        await Accounts.CreateAsync(_app.Services, email, "Nom D’ici", "lanterne caillou ruisseau 4", true, default);

        var (browser, answer) = await ArriveAsync(email);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.PageAsync();
        Assert.Equal("Vous avez déjà un compte ici", page.Heading());
        Assert.False(await browser.IsSignedInAsync());

        var wrong = await browser.SubmitAsync("/compte/ailleurs", page, ("Input.Password", IdentityApp.Password));
        Assert.NotNull((await wrong.PageAsync()).ErrorOf("Input.Password"));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync("/compte/ailleurs", page, ("Input.Password", "lanterne caillou ruisseau 4"))).StatusCode);
        Assert.True(await browser.IsSignedInAsync());
        Assert.True(await (await ArriveAsync(email)).Browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_provider_that_is_not_configured_is_not_asked_and_a_refusal_there_is_told_here()
    {
        var browser = _app.NewBrowser();
        var page = await browser.OpenAsync("/compte/connexion");
        var button = page.QuerySelector("button[name=provider]")!;
        var token = page.QuerySelector("form[action*=Elsewhere] [name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var unknown = await browser.Http.PostAsync("/compte/connexion?handler=Elsewhere", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["provider"] = "Bearer",
            ["__RequestVerificationToken"] = token,
        }));
        Assert.StartsWith("/compte/connexion", unknown.Headers.Location!.ToString());
        Assert.Equal("annuaire", button.GetAttribute("value"));
        Assert.StartsWith("/compte/connexion?ailleurs", (await browser.Http.GetAsync("/connect/elsewhere/annuaire?error=access_denied&state=x")).Headers.Location!.ToString());
        Assert.StartsWith("/compte/connexion?ailleurs", (await browser.Http.GetAsync("/compte/ailleurs")).Headers.Location!.ToString());
    }

    /// <summary>What the other server says of its account from now on; it is of the same make, and gives its claims on as ProConnect does.</summary>
    private async Task TellAsync(string subject, params (string Type, string Value)[] claims)
    {
        await using var scope = _provider.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<People.Account>>();
        var account = (await users.FindByIdAsync(subject))!;
        await users.RemoveClaimsAsync(account, await users.GetClaimsAsync(account));
        await users.AddClaimsAsync(account, claims.Select(c => new System.Security.Claims.Claim(c.Type, c.Value)));
    }

    private async Task<Microsoft.IdentityModel.JsonWebTokens.JsonWebToken> TokenAsync(Browser browser)
    {
        var flow = new Flow(_app);
        var back = (await browser.Http.GetAsync(flow.AuthorizePath())).Headers.Location!;
        var code = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Query)["code"].ToString();
        return await _app.ValidatedAsync((await (await flow.ExchangeAsync(code)).JsonAsync()).GetProperty("access_token").GetString()!, "oda-plans");
    }

    /// <summary>Presses the button here, signs in there, and comes back.</summary>
    private async Task<(Browser Browser, HttpResponseMessage Answer)> ArriveAsync(string email)
    {
        var (here, there) = (_app.NewBrowser(), _provider.NewBrowser(Upstream));
        var page = await here.OpenAsync("/compte/connexion?returnUrl=%2Finvitation%2Fabc");
        var form = page.QuerySelector("form[action*=Elsewhere]")!;
        var fields = form.QuerySelectorAll("input[name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        fields["provider"] = "annuaire";
        var sent = await here.Http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields));
        Assert.StartsWith(Upstream, sent.Headers.Location!.ToString());
        var back = await new Flow(_provider, IdentityApp.PublicUrl + "/connect/elsewhere/annuaire").ArriveAsync(there, sent.Headers.Location.ToString(), email);
        var arrived = await here.Http.GetAsync(back);
        Assert.StartsWith("/compte/ailleurs", arrived.Headers.Location!.ToString());
        return (here, await here.Http.GetAsync(arrived.Headers.Location));
    }

    private sealed class Downstream(IdentityApp provider) : IdentityApp
    {
        protected override void Configure(IServiceCollection services) => services.PostConfigure<OpenIdConnectOptions>("annuaire", o =>
        {
            // Instead of a network between the two.
            o.Backchannel = provider.CreateClient();
            o.ConfigurationManager = new Microsoft.IdentityModel.Protocols.ConfigurationManager<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration>(
                Upstream + "/.well-known/openid-configuration",
                new Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfigurationRetriever(),
                new Microsoft.IdentityModel.Protocols.HttpDocumentRetriever(o.Backchannel));
        });
    }
}
