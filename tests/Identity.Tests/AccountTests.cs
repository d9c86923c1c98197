using System.Net;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Testing;

namespace OpenDataAnimation.Identity.Tests;

public sealed class AccountTests(IdentityApp app) : IClassFixture<IdentityApp>, IAsyncLifetime
{
    private const string NewPassword = "lanterne caillou ruisseau 4";

    public Task InitializeAsync()
    {
        app.Hear<MailRequested>();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Someone_makes_an_account_goes_on_at_once_and_confirms_by_mail()
    {
        var (email, browser) = (NewAddress(), app.NewBrowser());
        var form = await browser.OpenAsync($"/compte/inscription?courriel={email}&returnUrl=%2Finvitation%2Fabc");
        Assert.Equal(email, form.QuerySelector("[name='Input.Email']")!.GetAttribute("value"));

        var made = await (await browser.SubmitAsync("/compte/inscription", form, ("Input.Name", "Yann Le Bihan"), ("Input.Password", IdentityApp.Password))).PageAsync();
        Assert.Equal("Consultez votre messagerie", made.Heading());
        var next = made.QuerySelector("main a.primary")!.GetAttribute("href")!;
        Assert.Equal("/invitation/abc", (await browser.SubmitAsync(next, ("Input.Email", email), ("Input.Password", IdentityApp.Password))).Headers.Location!.ToString());
        Assert.Equal("À confirmer", await StateOfAddressAsync(browser));

        var link = await app.MailedLinkAsync(email, "confirm-email");
        Assert.Equal("Confirmer votre adresse", (await browser.OpenAsync(link)).Heading());
        // A mail filter that opens the link has confirmed nothing.
        Assert.Equal("À confirmer", await StateOfAddressAsync(browser));
        var confirmed = await (await browser.SubmitAsync(link)).PageAsync();
        Assert.Equal("Votre adresse est confirmée", confirmed.Heading());
        Assert.Equal("/invitation/abc", confirmed.QuerySelector("main a.primary")!.GetAttribute("href"));
        Assert.Equal("Confirmée", await StateOfAddressAsync(browser));
    }

    [Fact]
    public async Task An_address_that_has_an_account_gets_the_same_page_and_only_its_owner_a_mail()
    {
        var (_, email) = await app.AccountAsync();
        var fresh = NewAddress();

        var again = await SignUpAsync(email, "Quelqu’un D’autre", NewPassword);
        var first = await SignUpAsync(fresh, "Quelqu’un D’autre", NewPassword);

        Assert.Equal(first.Replace(fresh, "x", StringComparison.Ordinal), again.Replace(email, "x", StringComparison.Ordinal));
        Assert.Equal("/compte/connexion", await app.MailedLinkAsync(email, "account-exists"));
        Assert.Equal(HttpStatusCode.OK, (await app.NewBrowser().SignInAsync(email, NewPassword)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.NewBrowser().SignInAsync(email, IdentityApp.Password)).StatusCode);
    }

    [Theory]
    [InlineData("Input.Password", "court", "il en faut au moins 12")]
    [InlineData("Input.Password", "motdepasse2026", "que l’on essaie en premier")]
    [InlineData("Input.Password", "", "remplissez ce champ")]
    [InlineData("Input.Email", "pas-une-adresse", "adresse électronique complète")]
    [InlineData("Input.Name", "", "remplissez ce champ")]
    public async Task A_wrong_field_is_named_and_what_was_typed_stays(string field, string value, string error)
    {
        var typed = new Dictionary<string, string> { ["Input.Name"] = "Yann Le Bihan", ["Input.Email"] = NewAddress(), ["Input.Password"] = NewPassword };
        typed[field] = value;

        var page = await (await app.NewBrowser().SubmitAsync("/compte/inscription", [.. typed.Select(t => (t.Key, t.Value))])).PageAsync();

        Assert.Contains(error, page.ErrorOf(field), StringComparison.OrdinalIgnoreCase);
        Assert.Single(page.QuerySelectorAll("p.error"));
        Assert.Equal($"#{field.Replace('.', '_')}", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal(typed["Input.Name"], page.QuerySelector("[name='Input.Name']")!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_link_that_works_once_and_ends_every_sign_in()
    {
        var (_, email) = await app.AccountAsync(confirmed: false);
        var elsewhere = app.NewBrowser();
        await elsewhere.SignInAsync(email, IdentityApp.Password);
        var flow = new Flow(app);
        var refresh = (await flow.SignInAsync(email)).GetProperty("refresh_token").GetString()!;

        await app.NewBrowser().SubmitAsync("/compte/mot-de-passe-oublie", ("Input.Email", email));
        var link = await app.MailedLinkAsync(email, "reset-password");
        var browser = app.NewBrowser();
        var weak = await (await browser.SubmitAsync(link, ("Input.Password", "123456789012"))).PageAsync();
        Assert.NotNull(weak.ErrorOf("Input.Password"));
        var done = await browser.SubmitAsync(link, ("Input.Password", NewPassword));
        Assert.StartsWith("/compte/connexion", done.Headers.Location!.ToString());
        Assert.Contains("Votre nouveau mot de passe est enregistré", (await browser.OpenAsync(done.Headers.Location.ToString())).Body!.TextContent);

        Assert.Equal("Ce lien ne fonctionne plus", (await browser.OpenAsync(link)).Heading());
        Assert.False(await elsewhere.IsSignedInAsync());
        await CodeFlowTests.IsRefusedAsync(await flow.RefreshAsync(refresh), "invalid_grant");
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(email, IdentityApp.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync(email, NewPassword)).StatusCode);
        Assert.Equal("Confirmée", await StateOfAddressAsync(browser));
    }

    [Fact]
    public async Task Asking_for_a_link_says_the_same_for_an_unknown_address_and_sends_nothing()
    {
        var (_, email) = await app.AccountAsync();
        var unknown = NewAddress();

        var one = await ForgotAsync(email);
        var other = await ForgotAsync(unknown);

        Assert.Equal(one.Replace(email, "x", StringComparison.Ordinal), other.Replace(unknown, "x", StringComparison.Ordinal));
        await app.MailedLinkAsync(email, "reset-password");
        Assert.DoesNotContain(app.Sent<MailRequested>(), m => m.To == unknown);
    }

    [Fact]
    public async Task No_one_can_flood_a_mailbox()
    {
        var (_, email) = await app.AccountAsync();
        for (var i = 0; i < 7; i++)
        {
            await ForgotAsync(email);
        }

        await app.MailedLinkAsync(email, "reset-password");
        await Eventually.HoldsAsync(() => Task.Run(() => Assert.Equal(5, app.Sent<MailRequested>().Count(m => m.To == email))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?compte=0198f000-0000-7000-8000-000000000000&jeton=abc")]
    [InlineData("?compte=rien&jeton=***")]
    public async Task A_made_up_link_opens_nothing(string query)
    {
        Assert.Equal("Ce lien ne fonctionne plus", (await app.NewBrowser().OpenAsync("/compte/reinitialiser" + query)).Heading());
        var (browser, confirm) = (app.NewBrowser(), "/compte/confirmer" + query);
        var page = await browser.OpenAsync(confirm);
        var end = page.QuerySelector("main form") is null ? page : await (await browser.SubmitAsync(confirm)).PageAsync();
        Assert.Equal("Ce lien ne fonctionne plus", end.Heading());
    }

    [Fact]
    public async Task Someone_changes_their_password_here_and_stays_signed_in_only_here()
    {
        var (_, email) = await app.AccountAsync();
        var (here, there) = (app.NewBrowser(), app.NewBrowser());
        await here.SignInAsync(email, IdentityApp.Password);
        await there.SignInAsync(email, IdentityApp.Password);

        var wrong = await (await here.SubmitAsync("/compte/profil", ("Changing.Current", "ce n’est pas lui"), ("Changing.New", NewPassword))).PageAsync();
        Assert.Contains("pas votre mot de passe actuel", wrong.ErrorOf("Changing.Current"));
        Assert.Single(wrong.QuerySelectorAll(".error-summary"));
        Assert.Equal(HttpStatusCode.Redirect, (await here.SubmitAsync("/compte/profil", ("Changing.Current", IdentityApp.Password), ("Changing.New", NewPassword))).StatusCode);

        Assert.True(await here.IsSignedInAsync());
        Assert.False(await there.IsSignedInAsync());
    }

    [Fact]
    public async Task An_address_changes_once_its_new_mailbox_answers()
    {
        var (subject, email) = await app.AccountAsync();
        var (next, browser) = (NewAddress(), app.NewBrowser());
        await browser.SignInAsync(email, IdentityApp.Password);

        await browser.SubmitAsync("/compte/profil", ("Moving.Email", next), ("Moving.Password", IdentityApp.Password));
        Assert.Equal(HttpStatusCode.OK, (await app.NewBrowser().SignInAsync(next, IdentityApp.Password)).StatusCode);
        await browser.SubmitAsync(await app.MailedLinkAsync(next, "confirm-email"));

        Assert.Equal(HttpStatusCode.OK, (await app.NewBrowser().SignInAsync(email, IdentityApp.Password)).StatusCode);
        var tokens = await new Flow(app).SignInAsync(next);
        var access = await app.ValidatedAsync(tokens.GetProperty("access_token").GetString()!, "oda-plans");
        Assert.Equal(subject, access.Subject);
        Assert.Equal(next, access.GetClaim("email").Value);
    }

    [Fact]
    public async Task Moving_to_someone_elses_address_says_nothing_and_moves_nothing()
    {
        var (_, email) = await app.AccountAsync();
        var (_, taken) = await app.AccountAsync();
        var browser = app.NewBrowser();
        await browser.SignInAsync(email, IdentityApp.Password);

        var answer = await browser.SubmitAsync("/compte/profil", ("Moving.Email", taken), ("Moving.Password", IdentityApp.Password));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await app.MailedLinkAsync(taken, "account-exists");
        Assert.DoesNotContain(app.Sent<MailRequested>(), m => m.To == taken && m.Template == "confirm-email");
    }

    [Fact]
    public async Task Accounts_of_the_demonstration_are_made_once()
    {
        var (subject, email) = await app.AccountAsync();

        Assert.Equal(subject, await Accounts.CreateAsync(app.Services, email, "Un autre nom", NewPassword, true, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Accounts.CreateAsync(app.Services, NewAddress(), "Nom", "court", true, default));
    }

    private static string NewAddress() => $"nouvelle-{Guid.NewGuid():N}@commune.example";

    private static async Task<string> StateOfAddressAsync(Browser browser) =>
        (await browser.OpenAsync("/compte/profil")).QuerySelector(".facts .badge")!.TextContent.Trim();

    private async Task<string> SignUpAsync(string email, string name, string password) =>
        (await (await app.NewBrowser().SubmitAsync("/compte/inscription", ("Input.Email", email), ("Input.Name", name), ("Input.Password", password))).PageAsync()).QuerySelector("main")!.InnerHtml.Replace(Uri.EscapeDataString(email), email, StringComparison.Ordinal);

    private async Task<string> ForgotAsync(string email) =>
        (await (await app.NewBrowser().SubmitAsync("/compte/mot-de-passe-oublie", ("Input.Email", email))).PageAsync()).QuerySelector("main")!.TextContent;
}
