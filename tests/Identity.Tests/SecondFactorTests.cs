using System.Net;
using AngleSharp.Dom;
using Microsoft.Data.Sqlite;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Identity.Tests;

public sealed class SecondFactorTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    [Fact]
    public async Task With_a_second_factor_the_password_alone_opens_nothing_and_the_token_says_how()
    {
        var (_, email) = await app.AccountAsync();
        var (_, key, _) = await EnrolledAsync(email);
        var (browser, flow) = (app.NewBrowser(), new Flow(app));

        var asked = await browser.SignInAsync(email, IdentityApp.Password, flow.AuthorizePath());
        Assert.StartsWith("/compte/code?returnUrl=", asked.Headers.Location!.ToString());
        Assert.False(await browser.IsSignedInAsync());
        var step = asked.Headers.Location.ToString();
        var wrong = await (await browser.SubmitAsync(step, ("Input.Code", "000000"))).PageAsync();
        Assert.Contains("pas le bon", wrong.ErrorOf("Input.Code"));
        Assert.False(await browser.IsSignedInAsync());

        var entered = await browser.SubmitAsync(step, ("Input.Code", NextCode(key)));
        Assert.StartsWith("/connect/authorize", entered.Headers.Location!.ToString());
        var back = await browser.Http.GetAsync(entered.Headers.Location);
        var code = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Headers.Location!.Query)["code"].ToString();
        var token = await app.ValidatedAsync((await (await flow.ExchangeAsync(code)).JsonAsync()).GetProperty("access_token").GetString()!, "oda-plans");
        Assert.Equal(["mfa", "otp", "pwd"], token.Claims.Where(c => c.Type == "amr").Select(c => c.Value).Order());
    }

    [Fact]
    public async Task A_code_opens_once()
    {
        var (_, email) = await app.AccountAsync();
        var (_, key, _) = await EnrolledAsync(email);
        var code = NextCode(key);
        var (first, second) = (app.NewBrowser(), app.NewBrowser());
        await first.SignInAsync(email, IdentityApp.Password);
        await second.SignInAsync(email, IdentityApp.Password);

        Assert.Equal(HttpStatusCode.Redirect, (await first.SubmitAsync("/compte/code", ("Input.Code", code))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.SubmitAsync("/compte/code", ("Input.Code", code))).StatusCode);
        Assert.False(await second.IsSignedInAsync());
    }

    [Fact]
    public async Task A_recovery_code_opens_once_however_it_is_typed_and_is_counted()
    {
        var (_, email) = await app.AccountAsync();
        var (_, _, codes) = await EnrolledAsync(email);
        Assert.Equal(10, codes.Distinct().Count());
        var browser = app.NewBrowser();
        await browser.SignInAsync(email, IdentityApp.Password);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync("/compte/code?secours=true", ("Input.Code", codes[3].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()))).StatusCode);
        Assert.Contains("9 codes restants", Plain(await browser.OpenAsync("/compte/securite")));

        var again = app.NewBrowser();
        await again.SignInAsync(email, IdentityApp.Password);
        Assert.Contains("déjà servi", (await (await again.SubmitAsync("/compte/code?secours=true", ("Input.Code", codes[3]))).PageAsync()).ErrorOf("Input.Code"));

        // New ones are shown once, and the old ones open nothing any more.
        var shown = await (await browser.PressAsync("/compte/securite", "Obtenir de nouveaux codes")).PageAsync();
        Assert.Equal(10, shown.QuerySelectorAll(".codes code").Length);
        Assert.Equal(HttpStatusCode.OK, (await again.SubmitAsync("/compte/code?secours=true", ("Input.Code", codes[4]))).StatusCode);
        Assert.Empty((await browser.OpenAsync("/compte/securite")).QuerySelectorAll(".codes code"));
    }

    [Fact]
    public async Task The_database_holds_neither_the_key_nor_a_recovery_code()
    {
        var (_, email) = await app.AccountAsync();
        var (_, key, codes) = await EnrolledAsync(email);

        SqliteConnection.ClearAllPools();
        var text = System.Text.Encoding.Latin1.GetString([.. Directory.EnumerateFiles(app.DataFolder, "identity.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).SelectMany(f =>
        {
            using var file = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            file.CopyTo(copy);
            return copy.ToArray();
        })]);

        Assert.Contains(email, text);
        Assert.DoesNotContain(key, text);
        Assert.All(codes, code => Assert.DoesNotContain(code, text));
        Assert.All(codes, code => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), text));
    }

    [Fact]
    public async Task Wrong_codes_suspend_the_sign_in_and_the_right_password_does_not_give_more_guesses()
    {
        var (_, email) = await app.AccountAsync();
        var (_, key, _) = await EnrolledAsync(email);
        var browser = app.NewBrowser();
        for (var i = 0; i < 10; i++)
        {
            if (i % 3 == 0)
            {
                await browser.SignInAsync(email, IdentityApp.Password);
            }

            await browser.SubmitAsync("/compte/code", ("Input.Code", "123456"));
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.SubmitAsync("/compte/code", ("Input.Code", NextCode(key)))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.NewBrowser().SignInAsync(email, IdentityApp.Password)).StatusCode);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Turning_it_on_or_off_ends_the_other_sessions_and_their_refresh_tokens()
    {
        var (_, email) = await app.AccountAsync();
        var other = app.NewBrowser();
        await other.SignInAsync(email, IdentityApp.Password);
        var flow = new Flow(app);
        var refresh = (await flow.SignInAsync(email)).GetProperty("refresh_token").GetString()!;

        var (browser, key, _) = await EnrolledAsync(email);

        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await other.IsSignedInAsync());
        await CodeFlowTests.IsRefusedAsync(await flow.RefreshAsync(refresh), "invalid_grant");

        await other.SignInAsync(email, IdentityApp.Password);
        await other.SubmitAsync("/compte/code", ("Input.Code", NextCode(key)));
        Assert.True(await other.IsSignedInAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PressAsync("/compte/securite", "Désactiver le second facteur")).StatusCode);
        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await other.IsSignedInAsync());
        Assert.Equal("/session/sign-in", (await other.SignInAsync(email, IdentityApp.Password)).Headers.Location!.ToString());
    }

    [Fact]
    public async Task It_counts_once_a_right_code_was_given_and_a_key_of_another_account_does_not_serve()
    {
        var ((_, email), (_, thief)) = (await app.AccountAsync(), await app.AccountAsync());
        var (browser, theirs) = (app.NewBrowser(), app.NewBrowser());
        await browser.SignInAsync(email, IdentityApp.Password);
        await theirs.SignInAsync(thief, IdentityApp.Password);
        var page = await theirs.OpenAsync("/compte/securite/application");
        var (key, sealedKey) = (KeyOf(page), page.QuerySelector("[name='Input.Sealed']")!.GetAttribute("value")!);

        var wrong = await (await browser.SubmitAsync("/compte/securite/application", ("Input.Code", "123456"))).PageAsync();
        Assert.Contains("pas le bon", wrong.ErrorOf("Input.Code"));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync("/compte/securite/application", ("Input.Code", Code(key)), ("Input.Sealed", sealedKey))).StatusCode);
        Assert.Equal("/session/sign-in", (await app.NewBrowser().SignInAsync(email, IdentityApp.Password)).Headers.Location!.ToString());
        // A refused code leaves the same key in the page: the application need not be set up again.
        Assert.Equal(wrong.QuerySelector(".key")!.TextContent, KeyInGroups(wrong));
    }

    [Fact]
    public async Task Changing_how_the_account_is_opened_takes_a_recent_sign_in()
    {
        using var strict = new MovedApp();
        var (_, email) = await strict.AccountAsync();
        var browser = strict.NewBrowser();
        await browser.SignInAsync(email, IdentityApp.Password);
        strict.Clock.Move(TimeSpan.FromMinutes(6));

        var answer = await browser.SubmitAsync("/compte/securite/application", ("Input.Code", "123456"));

        Assert.Equal("/compte/connexion?returnUrl=%2Fcompte%2Fsecurite%2Fapplication&confirmer=true", answer.Headers.Location!.ToString(), ignoreCase: true);
        var page = await browser.OpenAsync(answer.Headers.Location.ToString());
        Assert.Equal("Confirmez que c’est bien vous", page.Heading());
        Assert.Equal(email, page.QuerySelector("[name='Input.Email']")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1, "287082")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 37037036, "081804")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 666666666, "353130")]
    public void Codes_are_those_of_RFC_6238(string key, long step, string code) => Assert.Equal(code, SecondFactor.CodeAt(key, step));

    /// <summary>A browser in which the account is open with a second factor; the key and the recovery codes.</summary>
    private async Task<(Browser Browser, string Key, string[] Codes)> EnrolledAsync(string email)
    {
        var browser = app.NewBrowser();
        await browser.SignInAsync(email, IdentityApp.Password);
        var page = await browser.OpenAsync("/compte/securite/application");
        var key = KeyOf(page);
        Assert.NotNull(page.QuerySelector("svg.qr path"));
        var done = await (await browser.SubmitAsync("/compte/securite/application", page, ("Input.Code", Code(key)))).PageAsync();
        Assert.Equal("Notez vos codes de secours", done.Heading());
        return (browser, key, [.. done.QuerySelectorAll(".codes code").Select(c => c.TextContent)]);
    }

    private static string KeyOf(IDocument page) => page.QuerySelector(".key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    private static string KeyInGroups(IDocument page) => string.Join(' ', KeyOf(page).Chunk(4).Select(g => new string(g)));

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds() / SecondFactor.StepSeconds;

    private static string Code(string key) => SecondFactor.CodeAt(key, Now);

    /// <summary>Of the thirty seconds to come, which count already: the one of now was used to turn it on.</summary>
    private static string NextCode(string key) => SecondFactor.CodeAt(key, Now + 1);

    private static string Plain(IDocument page) => page.QuerySelector("main")!.TextContent.Replace('\u00A0', ' ');
}
