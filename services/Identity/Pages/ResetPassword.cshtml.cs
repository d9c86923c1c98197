using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>Someone follows the mailed link and chooses a new password; every sign-in made with the old one ends.</summary>
internal sealed class ResetPasswordModel(UserManager<Account> users, HashingGate gate, SignIns signIns, SignOutEverywhere everywhere, Throttle throttle) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Compte { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Jeton { get; set; }

    public bool Spent { get; private set; }

    public async Task OnGetAsync() => Spent = await AccountAsync() is null;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!throttle.Lets(HttpContext, Compte))
        {
            return this.TooMany();
        }

        if (await AccountAsync() is not { } account)
        {
            Spent = true;
            return Page();
        }

        if (ModelState.IsValid && PasswordRules.Refusal(Input.Password, account.Email, account.Name) is { } refusal)
        {
            ModelState.AddModelError("Input.Password", refusal);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        // Whoever follows the link reads the mailbox: the address is confirmed, and a lock-out has no one left to keep out.
        account.EmailConfirmed = true;
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        var reset = await gate.RunAsync(() => users.ResetPasswordAsync(account, AccountMails.Unpacked(Jeton)!, Input.Password), ct);
        if (!reset.Succeeded)
        {
            Spent = true;
            return Page();
        }

        await everywhere.DoAsync(account, ct);
        await signIns.EndAsync();
        this.Say("Votre nouveau mot de passe est enregistré. Connectez-vous avec lui.");
        return RedirectToPage("SignIn", new { courriel = account.Email });
    }

    /// <summary>The account, while the link is good.</summary>
    private async Task<Account?> AccountAsync() =>
        Guid.TryParse(Compte, out _) && AccountMails.Unpacked(Jeton) is { } token
        && await users.FindByIdAsync(Compte) is { } account
        && await users.VerifyUserTokenAsync(account, ResetTokens.Name, UserManager<Account>.ResetPasswordTokenPurpose, token)
            ? account
            : null;

    public sealed class Form
    {
        [Display(Name = "Nouveau mot de passe"), Required, DataType(DataType.Password), StringLength(1000)]
        public string Password { get; set; } = "";
    }
}
