using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Site;

/// <summary>An address that people guess; the account is kept by the identity service.</summary>
internal sealed class AccountModel(Frame frame) : PageModel
{
    public IActionResult OnGet() => frame.Links.Account is { Length: > 0 } account ? Redirect(account) : ShowProblems.Show(ProblemPage.NotFound());
}
