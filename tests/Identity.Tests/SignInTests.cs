using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Identity.Tests;

public sealed class SignInTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private const string Refused = "L’adresse ou le mot de passe ne correspond pas. Après dix essais manqués, la connexion est suspendue cinq minutes.";

    [Fact]
    public async Task Unknown_address_and_wrong_password_get_the_same_page()
    {
        var (_, email) = await app.AccountAsync();

        var wrong = await (await app.NewBrowser().SignInAsync(email, "pas celui-là du tout")).PageAsync();
        var unknown = await (await app.NewBrowser().SignInAsync("personne@commune.example", "pas celui-là du tout")).PageAsync();

        Assert.Contains(Refused, wrong.ErrorOf("Input.Password"));
        Assert.Equal(wrong.QuerySelector("main")!.TextContent, unknown.QuerySelector("main")!.TextContent);
        Assert.Equal(email, wrong.QuerySelector("[name='Input.Email']")!.GetAttribute("value"));
        Assert.DoesNotContain("pas celui-là", wrong.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task Ten_failures_lock_the_account_for_five_minutes_without_saying_so()
    {
        var (_, email) = await app.AccountAsync();
        var browser = app.NewBrowser();
        for (var i = 0; i < 10; i++)
        {
            Assert.False((await browser.SignInAsync(email, $"essai manqué numéro {i}")).StatusCode == HttpStatusCode.Redirect);
        }

        var locked = await (await browser.SignInAsync(email, IdentityApp.Password)).PageAsync();
        Assert.Contains(Refused, locked.ErrorOf("Input.Password"));
        var end = await LockoutEndAsync(email, end => end);
        Assert.InRange(end!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));

        await LockoutEndAsync(email, _ => DateTimeOffset.UtcNow.AddSeconds(-1));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync(email, IdentityApp.Password)).StatusCode);
    }

    [Theory]
    [InlineData("/connect/authorize?client_id=gateway", "/connect/authorize?client_id=gateway")]
    [InlineData("https://evil.example/", "/session/sign-in")]
    [InlineData("//evil.example/", "/session/sign-in")]
    [InlineData("/\\evil.example/", "/session/sign-in")]
    [InlineData("~//evil.example/", "/session/sign-in")]
    [InlineData("javascript:alert(1)", "/session/sign-in")]
    public async Task Signing_in_leads_to_a_path_of_this_site_only(string returnUrl, string expected)
    {
        var (_, email) = await app.AccountAsync();

        var answer = await app.NewBrowser().SignInAsync(email, IdentityApp.Password, returnUrl);

        Assert.Equal(expected, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_foreign_return_address_is_refused_when_it_is_posted_too()
    {
        var (_, email) = await app.AccountAsync();

        var answer = await app.NewBrowser().SubmitAsync(
            "/compte/connexion", ("Input.Email", email), ("Input.Password", IdentityApp.Password), ("returnUrl", "https://evil.example/"));

        Assert.Equal("/session/sign-in", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_cookie_is_hidden_from_scripts_and_secure_except_on_ones_own_machine()
    {
        var (_, email) = await app.AccountAsync();

        var local = Cookie(await app.NewBrowser().SignInAsync(email, IdentityApp.Password));
        var remote = Cookie(await app.NewBrowser("http://192.0.2.7").SignInAsync(email, IdentityApp.Password));
        var tls = Cookie(await app.NewBrowser("https://animation.example").SignInAsync(email, IdentityApp.Password));

        Assert.All([local, remote, tls], c =>
        {
            Assert.Contains("httponly", c);
            Assert.Contains("samesite=lax", c);
            Assert.Contains("path=/", c);
        });
        Assert.DoesNotContain("secure", local);
        Assert.Contains("secure", remote);
        Assert.Contains("secure", tls);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        var (_, email) = await app.AccountAsync();

        var answer = await app.NewBrowser().Http.PostAsync("/compte/connexion", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Input.Email"] = email,
            ["Input.Password"] = IdentityApp.Password,
        }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Cette page est restée ouverte trop longtemps", (await answer.PageAsync()).Heading());
        Assert.Empty(Cookie(answer));
    }

    [Fact]
    public async Task Whoever_tries_too_often_is_asked_to_wait()
    {
        using var strict = new IdentityApp { Settings = { ["Auth:Limits:PerAccount"] = "3" } };
        var browser = strict.NewBrowser();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync("quelqu-un@commune.example", "un essai manqué")).StatusCode);
        }

        var answer = await browser.SignInAsync("Quelqu-un@commune.example ", "un essai manqué");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("Trop de demandes en peu de temps", (await answer.PageAsync()).Heading());
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync("une-autre@commune.example", "un essai manqué")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_takes_a_press_of_a_button()
    {
        var (_, email) = await app.AccountAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync(email, IdentityApp.Password);

        await browser.OpenAsync("/compte/deconnexion");
        Assert.True(await browser.IsSignedInAsync());
        await browser.SubmitAsync("/compte/deconnexion");
        Assert.False(await browser.IsSignedInAsync());
    }

    private async Task<DateTimeOffset?> LockoutEndAsync(string email, Func<DateTimeOffset?, DateTimeOffset?> change)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var account = await db.Accounts.SingleAsync(a => a.Email == email);
        account.LockoutEnd = change(account.LockoutEnd);
        await db.SaveChangesAsync();
        return account.LockoutEnd;
    }

    private static string Cookie(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.FirstOrDefault(c => c.StartsWith("oda.account=", StringComparison.Ordinal)) ?? "" : "";
}
