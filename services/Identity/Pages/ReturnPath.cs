using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenDataAnimation.Identity.People;

namespace OpenDataAnimation.Identity.Pages;

internal static class ReturnPath
{
    /// <summary>Where the gateway begins a sign-in: with the cookie of this service it ends at once, at the person's home.</summary>
    public const string Home = "/session/sign-in";

    /// <summary>Only a path of this site; anything else leads home, or this page would be an open redirector (CWE-601).</summary>
    public static string Local(this PageModel page, string? returnUrl) =>
        returnUrl is { Length: > 0 and <= 4000 } && page.Url.IsLocalUrl(returnUrl) && !returnUrl.StartsWith('~') ? returnUrl : Home;

    public static string? Kept(this PageModel page, string? returnUrl) => page.Local(returnUrl) is var path && path != Home ? path : null;

    /// <summary>In, where that is enough; to the second factor where it is not.</summary>
    public static async Task<IActionResult> EnterAsync(
        this PageModel page, SignIns signIns, Account account, string? returnUrl, string how, DateTimeOffset at, params string[] methods) =>
        await signIns.EnterAsync(account, how, at, methods) ? page.LocalRedirect(page.Local(returnUrl)) : page.RedirectToPage("Code", new { returnUrl = page.Kept(returnUrl) });

    public static IActionResult TooMany(this PageModel page)
    {
        page.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        page.Response.Headers.RetryAfter = "60";
        return new ViewResult { ViewName = "/Pages/Pause.cshtml" };
    }
}
