using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>After the password: a code of the application, or one of the recovery codes.</summary>
internal sealed class CodeModel(SignIns signIns, SecondFactor factor, Throttle throttle, TimeProvider clock) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public bool Secours { get; set; }

    public string? ReturnUrl { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? returnUrl)
    {
        ReturnUrl = this.Kept(returnUrl);
        return await signIns.HalfWayAsync() is null ? RedirectToPage("SignIn", new { returnUrl = ReturnUrl }) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken ct)
    {
        ReturnUrl = this.Kept(returnUrl);
        if (await signIns.HalfWayAsync() is not { } half)
        {
            return RedirectToPage("SignIn", new { returnUrl = ReturnUrl });
        }

        if (!throttle.Lets(HttpContext, half.Account.Email))
        {
            return this.TooMany();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var how = Secours ? SignInWays.RecoveryCode : SignInWays.Code;
        if (Secours ? await factor.CheckRecoveryCodeAsync(half.Account, Input.Code, ct) : await factor.CheckCodeAsync(half.Account, Input.Code, ct))
        {
            await signIns.ArriveAsync(half, how, clock.GetUtcNow());
            return LocalRedirect(this.Local(ReturnUrl));
        }

        await signIns.MissAsync(half, how, ct);
        ModelState.AddModelError("Input.Code", Secours
            ? "Ce code de secours n’est pas reconnu, ou il a déjà servi. Après dix essais manqués, la connexion est suspendue cinq minutes."
            : "Ce code n’est pas le bon, ou il a déjà servi\u00A0: attendez le suivant. Après dix essais manqués, la connexion est suspendue cinq minutes.");
        return Page();
    }

    public sealed class Form
    {
        [Display(Name = "Code à six chiffres"), Required, StringLength(40)]
        public string Code { get; set; } = "";
    }
}
