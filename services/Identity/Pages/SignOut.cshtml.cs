using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>Someone signs out of this service by its own page.</summary>
internal sealed class SignOutModel(SignIns signIns) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Fait { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        await signIns.EndAsync();
        return RedirectToPage(new { fait = true });
    }
}
