using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OpenDataAnimation.Identity.Pages;

/// <summary>An address under <c>/compte</c> that is no page; the bare one is the profile.</summary>
internal sealed class NotFoundModel : PageModel
{
    public IActionResult OnGet(string? rest)
    {
        if (rest is null)
        {
            return RedirectToPage("Profile");
        }

        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
