using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>Someone asks for a link to choose a new password. The answer never says whether there is an account.</summary>
internal sealed class ForgotPasswordModel(IdentityDb db, UserManager<Account> users, AccountMails mails, Throttle throttle, TimeProvider clock) : PageModel
{
    // Longer than finding the account and noting the mail takes: the time of the answer tells nothing either.
    private static readonly TimeSpan AnswersAfter = TimeSpan.FromMilliseconds(250);

    [BindProperty]
    public Form Input { get; set; } = new();

    public bool Sent { get; private set; }

    public void OnGet(string? courriel) => Input.Email = courriel ?? "";

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!throttle.Lets(HttpContext, Input.Email))
        {
            return this.TooMany();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = Task.Delay(AnswersAfter, clock, ct);
        if (await users.FindByEmailAsync(Input.Email.Trim()) is { } account && throttle.LetsMail(Input.Email))
        {
            await mails.OfferResetAsync(account);
            await db.SaveChangesAsync(ct);
        }

        await answer;
        Sent = true;
        return Page();
    }

    public sealed class Form
    {
        [Display(Name = "Adresse électronique"), Required, EmailAddress, StringLength(Account.LongestEmail)]
        public string Email { get; set; } = "";
    }
}
