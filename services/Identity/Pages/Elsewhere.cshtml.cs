using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>
/// Someone comes back from another provider. Provider and subject name the account; an equal e-mail address links nothing by
/// itself, or whoever controls a provider's addresses would own every account: its password is asked for once.
/// </summary>
internal sealed class ElsewhereModel(UserManager<Account> users, SignIns signIns, Throttle throttle, TimeProvider clock, IEnumerable<SignInProvider> providers) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public string? ReturnUrl { get; private set; }

    public string Email { get; private set; } = "";

    public string ProviderName { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string? returnUrl)
    {
        ReturnUrl = this.Kept(returnUrl);
        if (await ArrivedAsync() is not { } arrived)
        {
            return RedirectToPage("SignIn", new { returnUrl = ReturnUrl, ailleurs = "echec" });
        }

        if (await users.FindByLoginAsync(arrived.Provider.Key, arrived.Subject) is { } known)
        {
            return await EnterAsync(known, arrived);
        }

        if (arrived.Email is null)
        {
            return RedirectToPage("SignIn", new { returnUrl = ReturnUrl, ailleurs = "echec" });
        }

        if (await users.FindByEmailAsync(arrived.Email) is not null)
        {
            (Email, ProviderName) = (arrived.Email, arrived.Provider.DisplayName);
            return Page();
        }

        var account = Account.Of(arrived.Email, arrived.Name);
        account.EmailConfirmed = arrived.EmailVerified;
        return (await users.CreateAsync(account)).Succeeded && (await LinkAsync(account, arrived)).Succeeded
            ? await EnterAsync(account, arrived)
            : RedirectToPage("SignIn", new { returnUrl = ReturnUrl, ailleurs = "echec" });
    }

    public async Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken ct)
    {
        ReturnUrl = this.Kept(returnUrl);
        if (await ArrivedAsync() is not { Email: not null } arrived)
        {
            return RedirectToPage("SignIn", new { returnUrl = ReturnUrl, ailleurs = "echec" });
        }

        if (!throttle.Lets(HttpContext, arrived.Email))
        {
            return this.TooMany();
        }

        (Email, ProviderName) = (arrived.Email, arrived.Provider.DisplayName);
        if (ModelState.IsValid && await signIns.CheckAsync(arrived.Email, Input.Password, ct) is { } account)
        {
            await LinkAsync(account, arrived);
            return await EnterAsync(account, arrived);
        }

        if (ModelState.IsValid)
        {
            ModelState.AddModelError("Input.Password", SignIns.Refused);
        }

        return Page();
    }

    private async Task<IActionResult> EnterAsync(Account account, Arrival arrived)
    {
        await HttpContext.SignOutAsync(SignIns.ExternalScheme);
        await KeepClaimsAsync(account, arrived);
        return await this.EnterAsync(signIns, account, ReturnUrl, arrived.Provider.Key, arrived.At, arrived.Methods);
    }

    /// <summary>
    /// The establishment that the provider names, and the person's number there, as they are by now. The first is shown to the
    /// person as a proposal and grants nothing: who acts for a body is Territory's to say.
    /// </summary>
    private async Task KeepClaimsAsync(Account account, Arrival arrived)
    {
        var kept = (await users.GetClaimsAsync(account)).Where(c => ProviderClaims.All.Contains(c.Type)).ToList();
        var told = new[] { (ProviderClaims.Siret, arrived.Siret), (ProviderClaims.Uid, arrived.Uid) }.Where(c => c.Item2 is not null).Select(c => new Claim(c.Item1, c.Item2!)).ToList();
        if (kept.Count != told.Count || kept.Any(k => !told.Any(t => t.Type == k.Type && t.Value == k.Value)))
        {
            await users.RemoveClaimsAsync(account, kept);
            await users.AddClaimsAsync(account, told);
        }
    }

    private Task<IdentityResult> LinkAsync(Account account, Arrival arrived) =>
        users.AddLoginAsync(account, new UserLoginInfo(arrived.Provider.Key, arrived.Subject, arrived.Provider.DisplayName));

    private async Task<Arrival?> ArrivedAsync()
    {
        var ticket = await HttpContext.AuthenticateAsync(SignIns.ExternalScheme);
        // The handler of the provider is the one that wrote its name here.
        var provider = providers.FirstOrDefault(p => p.Key == ticket.Properties?.Items[".AuthScheme"]);
        if (!ticket.Succeeded || provider is null || ticket.Principal.FindFirstValue("sub") is not { } subject)
        {
            return null;
        }

        string? Claim(string type) => ticket.Principal.FindFirstValue(type) is { Length: > 0 } value ? value : null;

        // ProConnect says usual_name where OpenID Connect says family_name.
        var name = Claim("name") ?? string.Join(' ', new[] { Claim("given_name"), Claim("usual_name") ?? Claim("family_name") }.Where(n => n is not null));
        var email = Claim("email");
        var methods = ticket.Principal.FindAll("amr").Select(c => c.Value).ToArray();
        return new Arrival(
            provider, subject, email, string.Equals(Claim("email_verified"), "true", StringComparison.OrdinalIgnoreCase),
            name.Length >= 2 ? name[..Math.Min(name.Length, Account.LongestName)] : email ?? subject,
            methods.Length > 0 ? methods : ["fed"],
            // When the person signed in there, where it says so: a session that was open there for a day is no sign-in of now.
            long.TryParse(Claim("auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && DateTimeOffset.FromUnixTimeSeconds(at) is var then && then < clock.GetUtcNow() ? then : clock.GetUtcNow(),
            ProviderClaims.WellFormedSiret(Claim("siret")),
            Claim("uid") is { Length: <= 200 } uid ? uid : null);
    }

    private sealed record Arrival(SignInProvider Provider, string Subject, string? Email, bool EmailVerified, string Name, string[] Methods, DateTimeOffset At, string? Siret, string? Uid);

    public sealed class Form
    {
        [Display(Name = "Mot de passe"), Required, DataType(DataType.Password), StringLength(1000)]
        public string Password { get; set; } = "";
    }
}
