using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Join;

/// <summary>The link that the first start prints: whoever follows it becomes the first operator.</summary>
internal sealed class WelcomeModel(TerritoryClient territory) : PortalPage
{
    [BindProperty(SupportsGet = true, Name = "code")]
    [Display(Name = "Code d’ouverture"), Required, StringLength(100)]
    public string Code { get; set; } = "";

    public bool IsSignedIn => HttpContext.IsSignedIn();

    public string SignInAddress => SignInFirst.AddressFor(Request.Path + Request.QueryString);

    public string CreateAccount => !HasOwnAccounts ? SignInAddress : $"/compte/inscription?returnUrl={Uri.EscapeDataString(SignInAddress)}";

    public void OnGet()
    {
        ModelState.Clear();
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.CacheControl = "no-store";
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!IsSignedIn)
        {
            return Redirect(SignInFirst.AddressFor("/bienvenue?code=" + Uri.EscapeDataString(Code)));
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await territory.PostAsync("operators/claim", new { code = Code }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, new Dictionary<string, string> { ["code"] = "Code" }, new Dictionary<string, string>
            {
                ["already-claimed"] = "Ce service a déjà une personne opératrice\u00A0: demandez-lui de vous donner ce rôle.",
            });
        }

        this.Say("Vous êtes la première personne opératrice de ce service. Ouvrez maintenant une première collectivité.");
        return Redirect("/operateur");
    }
}
