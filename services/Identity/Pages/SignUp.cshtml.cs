using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>Someone makes an account. The answer is the same when the address has one already: only its mailbox learns it.</summary>
internal sealed class SignUpModel(IdentityDb db, UserManager<Account> users, HashingGate gate, AccountMails mails, Throttle throttle) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public string? ReturnUrl { get; private set; }

    public bool Sent { get; private set; }

    public void OnGet(string? returnUrl, string? courriel, string? nom)
    {
        ReturnUrl = this.Kept(returnUrl);
        Input.Email = courriel ?? "";
        Input.Name = nom ?? "";
    }

    public async Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken ct)
    {
        ReturnUrl = this.Kept(returnUrl);
        if (!throttle.Lets(HttpContext, Input.Email))
        {
            return this.TooMany();
        }

        if (ModelState.IsValid && PasswordRules.Refusal(Input.Password, Input.Email, Input.Name) is { } refusal)
        {
            ModelState.AddModelError("Input.Password", refusal);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var account = Account.Of(Input.Email, Input.Name);
        // Hashed whether it is kept or not, so that both answers take the same time; and before the writer's place is taken.
        account.PasswordHash = await gate.RunAsync(() => Task.FromResult(users.PasswordHasher.HashPassword(account, Input.Password)), ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await users.FindByEmailAsync(account.Email!) is { } existing)
        {
            if (throttle.LetsMail(account.Email!))
            {
                mails.TellAlreadyThere(existing);
            }
        }
        else
        {
            var made = await users.CreateAsync(account);
            if (!made.Succeeded)
            {
                ModelState.AddModelError("Input.Email", "Cette adresse n’est pas utilisable. Vérifiez-la, ou donnez-en une autre.");
                return Page();
            }

            await mails.AskToConfirmAsync(account, account.Email!, ReturnUrl);
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        Sent = true;
        return Page();
    }

    public sealed class Form
    {
        [Display(Name = "Votre nom"), Required, StringLength(Account.LongestName, MinimumLength = 2)]
        public string Name { get; set; } = "";

        [Display(Name = "Adresse électronique"), Required, EmailAddress, StringLength(Account.LongestEmail)]
        public string Email { get; set; } = "";

        [Display(Name = "Mot de passe"), Required, DataType(DataType.Password), StringLength(1000)]
        public string Password { get; set; } = "";
    }
}
