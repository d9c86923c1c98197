using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Identity.Tests;

public sealed class CodeFlowTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    [Fact]
    public async Task A_person_signs_in_and_the_tokens_meet_the_claim_contract()
    {
        var (subject, email) = await app.AccountAsync(name: "Claire Le Goff");

        var tokens = await new Flow(app).SignInAsync(email);

        var access = await app.ValidatedAsync(tokens.GetProperty("access_token").GetString()!, "oda-plans");
        Assert.Equal("at+jwt", access.Typ);
        Assert.Equal("http://localhost:8080/", access.Issuer);
        Assert.Equal(["oda-plans", "oda-territory"], access.Audiences.Order());
        Assert.Equal(subject, access.Subject);
        Assert.Equal("Claire Le Goff", access.GetClaim("name").Value);
        Assert.Equal(email, access.GetClaim("email").Value);
        Assert.Equal("true", access.GetClaim("email_verified").Value);
        Assert.Equal("pwd", access.GetClaim("amr").Value);
        Assert.Equal("gateway", access.GetClaim("client_id").Value);
        Assert.True(long.Parse(access.GetClaim("auth_time").Value, null) > 0);
        Assert.NotEmpty(access.GetClaim("sid").Value);
        Assert.DoesNotContain(access.Claims, c => c.Type is "role" or "roles" or "tenant" or "stamp" or "siret");
        var id = new JsonWebToken(tokens.GetProperty("id_token").GetString());
        Assert.Equal(["gateway"], id.Audiences);
        Assert.Equal("n", id.GetClaim("nonce").Value);
        Assert.Equal(access.GetClaim("sid").Value, id.GetClaim("sid").Value);
        Assert.DoesNotContain(id.Claims, c => c.Type == "stamp");
    }

    [Fact]
    public async Task Someone_signed_in_is_not_asked_again_unless_the_client_insists()
    {
        var (_, email) = await app.AccountAsync();
        var (browser, flow) = (app.NewBrowser(), new Flow(app));
        await flow.ArriveAsync(browser, flow.AuthorizePath(), email);

        Assert.StartsWith("http://localhost:8080/session/callback?code=", await LocationAsync(browser, flow.AuthorizePath()));
        Assert.StartsWith("/compte/connexion", await LocationAsync(browser, flow.AuthorizePath(changes: ("prompt", "login"))));
        var back = await flow.ArriveAsync(browser, flow.AuthorizePath(changes: ("prompt", "login")), email);
        Assert.Contains("code=", back.Query);
        Assert.Contains("error=login_required", await LocationAsync(app.NewBrowser(), flow.AuthorizePath(changes: ("prompt", "none"))));
        Assert.StartsWith("/compte/inscription", await LocationAsync(app.NewBrowser(), flow.AuthorizePath(changes: [("prompt", "create"), ("login_hint", "a@b.example")])));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData(null)]
    public async Task Only_PKCE_with_S256_is_accepted(string? method)
    {
        var (_, email) = await app.AccountAsync();
        var (browser, flow) = (app.NewBrowser(), new Flow(app));
        await flow.ArriveAsync(browser, flow.AuthorizePath(), email);

        var answer = await LocationAsync(browser, flow.AuthorizePath(changes: [("code_challenge_method", method), ("code_challenge", method is null ? null : flow.Verifier)]));

        Assert.Equal("/compte/erreur", answer);
    }

    [Fact]
    public async Task A_code_needs_its_verifier_and_works_once()
    {
        var (_, email) = await app.AccountAsync();
        var flow = new Flow(app);
        var code = QueryHelpers.ParseQuery((await flow.ArriveAsync(app.NewBrowser(), flow.AuthorizePath(), email)).Query)["code"].ToString();

        await IsRefusedAsync(await flow.ExchangeAsync(code, new Flow(app).Verifier), "invalid_grant");
        (await flow.ExchangeAsync(code)).EnsureSuccessStatusCode();
        await IsRefusedAsync(await flow.ExchangeAsync(code), "invalid_grant");
    }

    [Theory]
    [InlineData("http://evil.example/session/callback")]
    [InlineData("http://localhost:8080/session/callback?next=//evil.example")]
    [InlineData("http://localhost:8080/session/callback/")]
    [InlineData("http://localhost:8080@evil.example/session/callback")]
    [InlineData("http://localhost:9999/session/callback")]
    [InlineData("https://localhost:8080/session/callback")]
    [InlineData("javascript:alert(1)")]
    public async Task The_gateway_is_answered_at_its_own_address_only(string redirectUri)
    {
        var answer = await LocationAsync(app.NewBrowser(), new Flow(app, redirectUri).AuthorizePath());

        Assert.Equal("/compte/erreur", answer);
        var page = await app.NewBrowser().Http.GetAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Equal("Cette connexion ne peut pas aboutir", (await page.PageAsync()).Heading());
    }

    [Fact]
    public async Task The_gateway_may_listen_on_any_port_of_ones_own_machine()
    {
        const string here = "http://localhost:25123";
        var (_, email) = await app.AccountAsync();
        var flow = new Flow(app, here + "/session/callback");
        var browser = app.NewBrowser(here);

        Assert.Contains("code=", (await flow.ArriveAsync(browser, flow.AuthorizePath(), email)).Query);
        Assert.Equal("/compte/erreur", await LocationAsync(app.NewBrowser(), flow.AuthorizePath()));
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_its_second_use_ends_the_sign_in()
    {
        using var strict = new IdentityApp { Settings = { ["Auth:RefreshReuseLeewaySeconds"] = "0" } };
        var (_, email) = await strict.AccountAsync();
        var flow = new Flow(strict);
        var first = (await flow.SignInAsync(email)).GetProperty("refresh_token").GetString()!;

        var second = await (await flow.RefreshAsync(first)).JsonAsync();
        await strict.ValidatedAsync(second.GetProperty("access_token").GetString()!, "oda-plans");
        await IsRefusedAsync(await flow.RefreshAsync(first), "invalid_grant");

        // Two now hold the chain and one of them stole it: neither may go on.
        await IsRefusedAsync(await flow.RefreshAsync(second.GetProperty("refresh_token").GetString()!), "invalid_grant");
    }

    [Fact]
    public async Task An_answer_lost_on_the_way_may_be_asked_for_again_at_once()
    {
        var (_, email) = await app.AccountAsync();
        var flow = new Flow(app);
        var token = (await flow.SignInAsync(email)).GetProperty("refresh_token").GetString()!;

        (await flow.RefreshAsync(token)).EnsureSuccessStatusCode();
        (await flow.RefreshAsync(token)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Refreshed_tokens_carry_the_name_of_today_and_the_sign_in_of_then()
    {
        var (_, email) = await app.AccountAsync(name: "Nom Avant");
        var (browser, flow) = (app.NewBrowser(), new Flow(app));
        var code = QueryHelpers.ParseQuery((await flow.ArriveAsync(browser, flow.AuthorizePath(), email)).Query)["code"].ToString();
        var before = await (await flow.ExchangeAsync(code)).JsonAsync();
        await browser.SubmitAsync("/compte/profil", ("Naming.Name", "Nom Après"));

        var after = await (await flow.RefreshAsync(before.GetProperty("refresh_token").GetString()!)).JsonAsync();

        var (old, renewed) = (new JsonWebToken(before.GetProperty("access_token").GetString()), new JsonWebToken(after.GetProperty("access_token").GetString()));
        Assert.Equal("Nom Après", renewed.GetClaim("name").Value);
        Assert.Equal(old.GetClaim("sid").Value, renewed.GetClaim("sid").Value);
        Assert.Equal(old.GetClaim("auth_time").Value, renewed.GetClaim("auth_time").Value);
    }

    [Fact]
    public async Task Userinfo_tells_name_and_address_to_whoever_holds_the_token()
    {
        var (subject, email) = await app.AccountAsync(confirmed: false);
        var tokens = await new Flow(app).SignInAsync(email);
        var http = app.NewBrowser().Http;

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/connect/userinfo")).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString());
        var told = await (await http.GetAsync("/connect/userinfo")).JsonAsync();
        Assert.Equal(subject, told.GetProperty("sub").GetString());
        Assert.Equal(email, told.GetProperty("email").GetString());
        Assert.False(told.GetProperty("email_verified").GetBoolean());
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_leads_back_to_the_gateway_only()
    {
        var (_, email) = await app.AccountAsync();
        var (browser, flow) = (app.NewBrowser(), new Flow(app));
        var code = QueryHelpers.ParseQuery((await flow.ArriveAsync(browser, flow.AuthorizePath(), email)).Query)["code"].ToString();
        var id = (await (await flow.ExchangeAsync(code)).JsonAsync()).GetProperty("id_token").GetString();
        string Path(string back) => QueryHelpers.AddQueryString("/connect/logout", new Dictionary<string, string?>
        {
            ["id_token_hint"] = id,
            ["client_id"] = "gateway",
            ["post_logout_redirect_uri"] = back,
            ["state"] = "x",
        });

        Assert.Equal("/compte/deconnexion", await LocationAsync(browser, Path("http://evil.example/session/signed-out")));
        Assert.Equal("/compte/deconnexion", await LocationAsync(browser, "/connect/logout"));
        Assert.True(await browser.IsSignedInAsync());
        Assert.Equal("http://localhost:8080/session/signed-out?state=x", await LocationAsync(browser, Path("http://localhost:8080/session/signed-out")));
        Assert.False(await browser.IsSignedInAsync());
        Assert.StartsWith("/compte/connexion", await LocationAsync(browser, flow.AuthorizePath()));
    }

    [Fact]
    public async Task A_revoked_refresh_token_no_longer_works()
    {
        var (_, email) = await app.AccountAsync();
        var flow = new Flow(app);
        var token = (await flow.SignInAsync(email)).GetProperty("refresh_token").GetString()!;

        var revoked = await app.NewBrowser().Http.PostAsync("/connect/revoke", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "gateway",
            ["client_secret"] = Flow.SecretOf(app),
            ["token"] = token,
        }));

        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        await IsRefusedAsync(await flow.RefreshAsync(token), "invalid_grant");
    }

    [Fact]
    public async Task The_issuer_is_the_same_whatever_the_host_of_the_request()
    {
        foreach (var host in new[] { "http://localhost:8080", "http://127.0.0.1:4567", "http://animation.example" })
        {
            var discovery = await (await app.NewBrowser(host).Http.GetAsync("/.well-known/openid-configuration")).JsonAsync();
            Assert.Equal("http://localhost:8080/", discovery.GetProperty("issuer").GetString());
            Assert.Equal(["S256"], discovery.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(m => m.GetString()));
        }
    }

    internal static async Task IsRefusedAsync(HttpResponseMessage answer, string error)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal(error, JsonDocument.Parse(text).RootElement.GetProperty("error").GetString());
    }

    private static async Task<string> LocationAsync(Browser browser, string path)
    {
        var answer = await browser.Http.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location!.ToString();
    }
}
