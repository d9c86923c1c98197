using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Identity.People;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>Someone looks at their account and changes their name, address or password.</summary>
internal sealed class ProfileModel(
    IdentityDb db, UserManager<Account> users, HashingGate gate, SignIns signIns, SignOutEverywhere everywhere, AccountMails mails, Throttle throttle) : AccountPage
{
    public NameForm Naming { get; set; } = new();

    public EmailForm Moving { get; set; } = new();

    public PasswordForm Changing { get; set; } = new();

    /// <summary>Which of the forms was refused.</summary>
    public string? Failed { get; private set; }

    public string Email => Account.Email!;

    public bool Confirmed => Account.EmailConfirmed;

    /// <summary>What needs it asks for the password itself.</summary>
    protected override bool IsSensitive => false;

    protected override Task ReadAsync(CancellationToken ct)
    {
        Naming.Name = Account.Name;
        return Task.CompletedTask;
    }

    public async Task<IActionResult> OnPostNameAsync([Bind(Prefix = nameof(Naming))] NameForm naming)
    {
        Naming = naming;
        if (!ModelState.IsValid)
        {
            return Refuse("name");
        }

        Account.Name = naming.Name.Trim();
        await users.UpdateAsync(Account);
        return Said("Votre nom est enregistré. Il apparaît partout à votre prochaine connexion.");
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken ct)
    {
        if (!Account.EmailConfirmed && throttle.LetsMail(Email))
        {
            await mails.AskToConfirmAsync(Account, Email);
            await db.SaveChangesAsync(ct);
        }

        return Said("Un message de confirmation vient de partir.");
    }

    public async Task<IActionResult> OnPostEmailAsync([Bind(Prefix = nameof(Moving))] EmailForm moving, CancellationToken ct)
    {
        Moving = moving;
        if (ModelState.IsValid && await signIns.CheckAsync(Email, moving.Password, ct) is null)
        {
            ModelState.AddModelError("Moving.Password", "Ce n’est pas votre mot de passe actuel.");
        }

        if (!ModelState.IsValid)
        {
            return Refuse("email");
        }

        var address = moving.Email.Trim();
        if (throttle.LetsMail(address))
        {
            // The same answer when the address is another account's: its owner is told, and nobody else.
            if (await users.FindByEmailAsync(address) is { } other && other.Id != Account.Id)
            {
                mails.TellAlreadyThere(other);
            }
            else
            {
                await mails.AskToConfirmAsync(Account, address);
            }

            await db.SaveChangesAsync(ct);
        }

        return Said($"Un message vient de partir vers {address}. Suivez son lien pour terminer le changement.");
    }

    public async Task<IActionResult> OnPostPasswordAsync([Bind(Prefix = nameof(Changing))] PasswordForm changing, CancellationToken ct)
    {
        Changing = changing;
        if (ModelState.IsValid && PasswordRules.Refusal(changing.New, Email, Account.Name) is { } refusal)
        {
            ModelState.AddModelError("Changing.New", refusal);
        }

        if (ModelState.IsValid && await signIns.CheckAsync(Email, changing.Current, ct) is null)
        {
            ModelState.AddModelError("Changing.Current", "Ce n’est pas votre mot de passe actuel.");
        }

        if (!ModelState.IsValid)
        {
            return Refuse("password");
        }

        await gate.RunAsync(() => users.ChangePasswordAsync(Account, changing.Current, changing.New), ct);
        await everywhere.DoAsync(Account, ct);
        await signIns.RenewAsync(Session);
        this.Say("Votre mot de passe est changé. Vos autres appareils sont déconnectés.");
        return ThroughGateway("/compte/profil");
    }

    private PageResult Refuse(string form)
    {
        Failed = form;
        return Page();
    }

    public sealed class NameForm
    {
        [Display(Name = "Nom"), Required, StringLength(Account.LongestName, MinimumLength = 2)]
        public string Name { get; set; } = "";
    }

    public sealed class EmailForm
    {
        [Display(Name = "Nouvelle adresse électronique"), Required, EmailAddress, StringLength(Account.LongestEmail)]
        public string Email { get; set; } = "";

        [Display(Name = "Votre mot de passe, pour confirmer"), Required, DataType(DataType.Password), StringLength(1000)]
        public string Password { get; set; } = "";
    }

    public sealed class PasswordForm
    {
        [Display(Name = "Mot de passe actuel"), Required, DataType(DataType.Password), StringLength(1000)]
        public string Current { get; set; } = "";

        [Display(Name = "Nouveau mot de passe"), Required, DataType(DataType.Password), StringLength(1000)]
        public string New { get; set; } = "";
    }
}
