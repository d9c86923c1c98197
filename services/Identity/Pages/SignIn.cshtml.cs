using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>Someone signs in, with a password or with a provider that the configuration names.</summary>
internal sealed class SignInModel(SignIns signIns, Throttle throttle, TimeProvider clock, IEnumerable<SignInProvider> providers) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public string? ReturnUrl { get; private set; }

    public bool FailedElsewhere { get; private set; }

    public IReadOnlyList<SignInProvider> Providers { get; } = [.. providers];

    public void OnGet(string? returnUrl, string? courriel, string? ailleurs)
    {
        ReturnUrl = this.Kept(returnUrl);
        FailedElsewhere = ailleurs is not null;
        Input.Email = courriel ?? "";
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

        await signIns.BeginAsync(account, clock.GetUtcNow(), "pwd");
        return LocalRedirect(this.Local(returnUrl));
    }

    public IActionResult OnPostElsewhere(string? provider, string? returnUrl)
    {
        var back = Url.Page("Elsewhere", new { returnUrl = this.Kept(returnUrl) });
        return Providers.Any(p => p.Key == provider)
            ? Challenge(new AuthenticationProperties { RedirectUri = back }, provider!)
            : RedirectToPage(new { returnUrl });
    }

    public sealed class Form
    {
        [Display(Name = "Adresse électronique"), Required, EmailAddress, StringLength(Account.LongestEmail)]
        public string Email { get; set; } = "";

        [Display(Name = "Mot de passe"), Required, DataType(DataType.Password), StringLength(1000)]
        public string Password { get; set; } = "";
    }
}
