using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OpenDataAnimation.Portal.Pages.Site;

/// <summary>An address that people guess; the account is kept by the identity service.</summary>
internal sealed class AccountModel : PageModel
{
    public IActionResult OnGet() => Redirect("/compte/profil");
}
