using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>Someone follows the mailed link. It takes a press of a button: mail filters open links by themselves.</summary>
internal sealed class ConfirmEmailModel(UserManager<Account> users, Throttle throttle) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Compte { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Jeton { get; set; }

    /// <summary>The new address, when the account is to change to it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Adresse { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool Done { get; private set; }

    public bool Spent { get; private set; }

    public string Next => this.Local(ReturnUrl);

    public void OnGet() => Spent = !Guid.TryParse(Compte, out _) || AccountMails.Unpacked(Jeton) is null;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!throttle.Lets(HttpContext, Compte))
        {
            return this.TooMany();
        }

        Done = Guid.TryParse(Compte, out _) && AccountMails.Unpacked(Jeton) is { } token && await users.FindByIdAsync(Compte) is { } account
            && (Adresse is null ? await users.ConfirmEmailAsync(account, token) : await users.ChangeEmailAsync(account, Adresse, token)).Succeeded;
        Spent = !Done;
        return Page();
    }
}
