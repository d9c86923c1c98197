using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Identity.Tests;

public sealed class SessionsTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    [Fact]
    public async Task Someone_sees_where_the_account_is_open_and_closes_one_of_them_at_once()
    {
        var (_, email) = await app.AccountAsync();
        var (here, there) = (app.NewBrowser(), app.NewBrowser());
        there.Http.DefaultRequestHeaders.Add("User-Agent", Firefox);
        var flow = new Flow(app);
        var back = await flow.ArriveAsync(there, flow.AuthorizePath(), email);
        var tokens = await (await flow.ExchangeAsync(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Query)["code"]!)).JsonAsync();
        await here.SignInAsync(email, IdentityApp.Password);

        var page = await here.OpenAsync("/compte/sessions");
        var listed = page.QuerySelectorAll("ul.rows > li");
        Assert.Equal(2, listed.Length);
        Assert.Contains("Cet appareil", listed[0].TextContent);
        Assert.Contains("Firefox sur Windows", listed[1].TextContent);
        Assert.DoesNotContain("140", listed[1].TextContent);

        Assert.Equal(HttpStatusCode.Redirect, (await here.PressAsync("/compte/sessions", "Déconnecter Firefox")).StatusCode);
        Assert.False(await there.IsSignedInAsync());
        Assert.True(await here.IsSignedInAsync());
        await CodeFlowTests.IsRefusedAsync(await flow.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!), "invalid_grant");
    }

    [Fact]
    public async Task All_others_are_closed_together()
    {
        var (_, email) = await app.AccountAsync();
        var browsers = new[] { app.NewBrowser(), app.NewBrowser(), app.NewBrowser() };
        foreach (var browser in browsers)
        {
            await browser.SignInAsync(email, IdentityApp.Password);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await browsers[1].PressAsync("/compte/sessions", "Déconnecter tous les autres appareils")).StatusCode);

        Assert.False(await browsers[0].IsSignedInAsync());
        Assert.True(await browsers[1].IsSignedInAsync());
        Assert.False(await browsers[2].IsSignedInAsync());
        Assert.Single((await browsers[1].OpenAsync("/compte/sessions")).QuerySelectorAll("ul.rows > li"));
    }

    [Fact]
    public async Task No_one_closes_another_persons_session()
    {
        var ((_, email), (_, other)) = (await app.AccountAsync(), await app.AccountAsync());
        var (mine, theirs) = (app.NewBrowser(), app.NewBrowser());
        await mine.SignInAsync(email, IdentityApp.Password);
        await mine.SignInAsync(email, IdentityApp.Password);
        await theirs.SignInAsync(other, IdentityApp.Password);
        await theirs.SignInAsync(other, IdentityApp.Password);
        var extra = app.NewBrowser();
        await extra.SignInAsync(email, IdentityApp.Password);
        var id = await InDbAsync(db => db.AccountSessions.Where(s => s.EndedAt == null && db.Accounts.Any(a => a.Id == s.AccountId && a.Email == other)).Select(s => s.Id).SingleAsync());

        await mine.SubmitAsync("/compte/sessions", ("id", id.ToString()));

        Assert.True(await theirs.IsSignedInAsync());
    }

    [Fact]
    public async Task Signing_in_again_in_a_browser_ends_the_session_that_it_had()
    {
        var (_, email) = await app.AccountAsync();
        var browser = app.NewBrowser();
        var first = Cookie(await browser.SignInAsync(email, IdentityApp.Password));
        await browser.SignInAsync(email, IdentityApp.Password);

        Assert.Single((await browser.OpenAsync("/compte/sessions")).QuerySelectorAll("ul.rows > li"));
        var thief = app.NewBrowser();
        thief.Http.DefaultRequestHeaders.Add("Cookie", first);
        Assert.False(await thief.IsSignedInAsync());
    }

    [Fact]
    public async Task The_history_tells_what_succeeded_and_what_was_refused_for_twelve_months()
    {
        var (_, email) = await app.AccountAsync();
        var browser = app.NewBrowser();
        browser.Http.DefaultRequestHeaders.Add("User-Agent", Firefox);
        await browser.SignInAsync(email, "ce n’est pas lui du tout");
        await browser.SignInAsync(email, IdentityApp.Password);
        await InDbAsync(async db =>
        {
            var id = await db.Accounts.Where(a => a.Email == email).Select(a => a.Id).SingleAsync();
            db.Add(new SignInAttempt { AccountId = id, At = DateTime.UtcNow.AddMonths(-13), Succeeded = true, How = SignInWays.Password, Device = "Opera sur Mac" });
            db.Add(new SignInAttempt { AccountId = id, At = DateTime.UtcNow.AddMonths(-11), Succeeded = true, How = SignInWays.Passkey, Device = "Safari sur iPhone" });
            return await db.SaveChangesAsync();
        });

        var rows = (await browser.OpenAsync("/compte/sessions")).QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(3, rows.Count);
        Assert.Contains("Réussie", rows[0]);
        Assert.Contains("Refusée", rows[1]);
        Assert.All(rows.Take(2), r => Assert.Contains("Firefox sur Windows", r));
        Assert.Contains("Clé d’accès", rows[2]);

        await InDbAsync(async db =>
        {
            await AccountUpkeep.SweepAsync(db, default);
            return 0;
        });
        Assert.False(await InDbAsync(db => db.SignInAttempts.AnyAsync(a => a.Device == "Opera sur Mac")));
        Assert.True(await InDbAsync(db => db.SignInAttempts.AnyAsync(a => a.Device == "Safari sur iPhone")));
    }

    [Fact]
    public async Task A_passkey_that_nothing_asked_for_is_refused_in_words()
    {
        var browser = app.NewBrowser();
        var page = await browser.OpenAsync("/compte/connexion");
        Assert.Contains("JavaScript", page.QuerySelector("[data-without-script]")!.TextContent);

        foreach (var credential in new[] { "", "pas du json", "{\"id\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}" })
        {
            var answer = await browser.SubmitAsync("/compte/connexion", page, ("credential", credential));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains("n’a pas été reconnue", (await answer.PageAsync()).Body!.TextContent);
        }
    }

    [Fact]
    public async Task On_plain_http_of_another_name_no_passkey_is_offered()
    {
        Assert.Null((await app.NewBrowser("http://animation.example").OpenAsync("/compte/connexion")).QuerySelector("[data-passkey]"));
        Assert.NotNull((await app.NewBrowser("https://animation.example").OpenAsync("/compte/connexion")).QuerySelector("[data-passkey]"));
    }

    private async Task<T> InDbAsync<T>(Func<IdentityDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    private static string Cookie(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("oda.account=", StringComparison.Ordinal)).Split(';')[0];
}
