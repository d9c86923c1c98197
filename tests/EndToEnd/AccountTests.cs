using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpenDataAnimation.Identity;

namespace OpenDataAnimation.EndToEnd;

/// <summary>How people keep their account to themselves, as they do it: with a browser, and an authenticator that the browser plays.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private const string Password = "une longue phrase facile", Email = "maelle@essai.example";

    // Browsers offer passkeys on localhost, and not on 127.0.0.1.
    private readonly Browser _browser = new($"http://localhost:{FreePort()}");

    public async Task InitializeAsync()
    {
        await _browser.InitializeAsync();
        if (_browser.Product is not null)
        {
            await Accounts.CreateAsync(_browser.Product!.Services(IdentityService.Name), Email, "Maëlle Martin", Password, true, CancellationToken.None);
        }
    }

    public Task DisposeAsync() => _browser.DisposeAsync();

    [BrowserFact]
    public async Task A_passkey_is_added_and_opens_the_account_without_a_password_until_it_is_removed()
    {
        var visitor = await _browser.VisitorAsync("compte-1");
        await PlayAuthenticatorAsync(visitor.Page);
        await SignInAsync(visitor, "/compte/securite");
        await visitor.FillAsync("Nom de la clé", "Mon téléphone");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une clé d’accès" }).ClickAsync();
        await visitor.ReadsAsync("est enregistrée");
        await visitor.LookAsync(again: true);

        await SignOutAsync(visitor);
        await visitor.GoAsync("/session/sign-in?returnUrl=%2Fcompte%2Fsessions");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter avec une clé d’accès" }).ClickAsync();
        await visitor.ReadsAsync("Cet appareil");
        await visitor.ReadsAsync("Clé d’accès");
        await visitor.LookAsync();

        await visitor.GoAsync("/compte/securite");
        await visitor.UnfoldAsync("Renommer ou retirer");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Retirer…" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Retirer cette clé" }).ClickAsync();
        await visitor.ReadsAsync("n’ouvre plus votre compte");
        await SignOutAsync(visitor);
        await visitor.GoAsync("/session/sign-in?returnUrl=%2Fcompte%2Fsessions");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter avec une clé d’accès" }).ClickAsync();
        await visitor.ReadsAsync("n’a pas été reconnue");
    }

    [BrowserFact]
    public async Task Without_script_the_page_says_what_to_do_instead_of_a_passkey()
    {
        var visitor = await _browser.VisitorAsync("compte-sans-script", script: false);

        await visitor.Page.GotoAsync("/compte/connexion");

        await Assertions.Expect(visitor.Page.GetByText("demande que JavaScript soit activé")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("clé d’accès") })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_second_factor_is_turned_on_and_asked_for()
    {
        var visitor = await _browser.VisitorAsync("compte-2");
        await SignInAsync(visitor, "/compte/securite");
        await visitor.FollowAsync("Activer le second facteur");
        var key = (await visitor.Page.Locator("code.key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await visitor.FillAsync("Code affiché", Totp.CodeAt(key, Totp.Now));
        await visitor.ClickAsync("Activer le second facteur");
        await visitor.ReadsAsync("Notez vos codes de secours");
        await visitor.LookAsync(again: true);
        await visitor.FollowAsync("J’ai noté mes codes");
        await visitor.ReadsAsync("10 codes restants");
        await visitor.LookAsync(again: true);

        var other = await _browser.VisitorAsync("compte-3");
        await other.GoAsync("/session/sign-in?returnUrl=%2Fcompte%2Fprofil");
        await other.FillAsync("Adresse électronique", Email);
        await other.FillAsync("Mot de passe", Password);
        await other.ClickAsync("Se connecter");
        await other.ReadsAsync("Votre code à six chiffres");
        await other.FillAsync("Code à six chiffres", Totp.CodeAt(key, Totp.Now + 1));
        await other.ClickAsync("Continuer");
        await other.ReadsAsync("Votre compte");
    }

    [BrowserFact]
    public async Task A_session_closed_from_another_browser_is_over_within_a_second()
    {
        var (here, there) = (await _browser.VisitorAsync("compte-4"), await _browser.VisitorAsync("compte-5"));
        await SignInAsync(there, "/collectivites");
        await there.ReadsAsync("Vos collectivités");
        await SignInAsync(here, "/compte/sessions");
        await here.ReadsAsync("ouvert sur 2 appareils");

        await here.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Déconnecter Chrome|^Déconnecter Navigateur|^Déconnecter\\s") }).First.ClickAsync();
        await here.ReadsAsync("Cet appareil est déconnecté.");

        var answer = await there.Page.GotoAsync("/collectivites");
        Assert.Contains("/compte/connexion", there.Page.Url, StringComparison.Ordinal);
        Assert.True(answer!.Ok);
    }

    private static async Task SignInAsync(Visitor visitor, string path)
    {
        await visitor.GoAsync("/session/sign-in?returnUrl=" + Uri.EscapeDataString(path));
        await visitor.FillAsync("Adresse électronique", Email);
        await visitor.FillAsync("Mot de passe", Password);
        await visitor.ClickAsync("Se connecter");
    }

    private static async Task SignOutAsync(Visitor visitor)
    {
        await visitor.GoAsync("/session/sign-out");
        await visitor.ClickAsync("Se déconnecter");
        await visitor.ReadsAsync("Votre session est fermée");
    }

    private static async Task PlayAuthenticatorAsync(IPage page)
    {
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable");
        await cdp.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
