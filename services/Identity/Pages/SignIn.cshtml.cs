using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>Someone signs in, with a password or with a provider that the configuration names.</summary>
internal sealed class SignInModel(SignIns signIns, Passkeys passkeys, Throttle throttle, TimeProvider clock, IEnumerable<SignInProvider> providers) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public string? ReturnUrl { get; private set; }

    public bool FailedElsewhere { get; private set; }

    public bool FailedPasskey { get; private set; }

    /// <summary>Someone signed in is asked once more who they are, before an act that needs it.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Confirmer { get; set; }

    public bool Passkeys => People.Passkeys.ArePossible(Request);

    public IReadOnlyList<SignInProvider> Providers { get; } = [.. providers];

    public async Task OnGetAsync(string? returnUrl, string? courriel, string? ailleurs)
    {
        ReturnUrl = this.Kept(returnUrl);
        FailedElsewhere = ailleurs is not null;
        Input.Email = courriel ?? (Confirmer ? (await signIns.CurrentAsync())?.Account.Email : null) ?? "";
    }

    public async Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken ct)
    {
        ReturnUrl = this.Kept(returnUrl);
        if (!throttle.Lets(HttpContext, Input.Email))
        {
            return this.TooMany();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await signIns.CheckAsync(Input.Email, Input.Password, ct) is not { } account)
        {
            ModelState.AddModelError("Input.Password", SignIns.Refused);
            return Page();
        }

        return await this.EnterAsync(signIns, account, returnUrl, SignInWays.Password, clock.GetUtcNow(), "pwd");
    }

    /// <summary>Asked by the page's script: what the browser is to ask of the authenticator.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync()
    {
        ModelState.Clear();
        return throttle.Lets(HttpContext) ? Content(await passkeys.AskForAnyAsync(HttpContext), "application/json") : this.TooMany();
    }

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, string? returnUrl)
    {
        ModelState.Clear();
        ReturnUrl = this.Kept(returnUrl);
        if (!throttle.Lets(HttpContext))
        {
            return this.TooMany();
        }

        if (await passkeys.CheckAsync(credential ?? "", HttpContext) is { } shown)
        {
            return await this.EnterAsync(signIns, shown.Account, returnUrl, SignInWays.Passkey, clock.GetUtcNow(), shown.Methods);
        }

        FailedPasskey = true;
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Page();
    }

    public IActionResult OnPostElsewhere(string? provider, string? returnUrl)
    {
        var back = Url.Page("Elsewhere", new { returnUrl = this.Kept(returnUrl) });
        var asked = new OpenIdConnectChallengeProperties { RedirectUri = back };
        if (Confirmer)
        {
            // Whoever is to confirm who they are does so there: a session that is open there proves nothing now.
            (asked.Prompt, asked.MaxAge) = (OpenIdConnectPrompt.Login, TimeSpan.Zero);
        }

        return Providers.Any(p => p.Key == provider) ? Challenge(asked, provider!) : RedirectToPage(new { returnUrl });
    }

    public sealed class Form
    {
        [Display(Name = "Adresse électronique"), Required, EmailAddress, StringLength(Account.LongestEmail)]
        public string Email { get; set; } = "";

        [Display(Name = "Mot de passe"), Required, DataType(DataType.Password), StringLength(1000)]
        public string Password { get; set; } = "";
    }
}
