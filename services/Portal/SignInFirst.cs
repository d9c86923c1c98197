using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using OpenDataAnimation.Portal.Drafts;

namespace OpenDataAnimation.Portal;

/// <summary>Pages for signed-in people send others to sign in first; a form that comes too late is kept and shown again afterwards.</summary>
internal sealed class SignInFirst : IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before the anti-forgery check (1000), which would refuse the form of an ended session with nothing kept.</summary>
    public int Order => 0;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!http.IsSignedIn() && CompiledPage.ModelOf(context.ActionDescriptor)?.IsSubclassOf(typeof(PersonPage)) == true)
        {
            context.Result = await AskAsync(context, http.RequestAborted);
        }
    }

    /// <summary>To the sign-in, with the way back; what was typed is kept.</summary>
    /// <param name="maxAge">For someone signed in whose act needs a sign-in not older than this, in seconds (RFC 9470).</param>
    public static async Task<IActionResult> AskAsync(ActionContext context, CancellationToken ct, string? maxAge = null)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var form = await services.GetRequiredService<FormReader>().ReadAsync(http.Request, CompiledPage.ModelOf(context.ActionDescriptor), ct);
        var address = form is null
            ? AddressFor(http.Request)
            : AddressFor($"/reprise/{await services.GetRequiredService<DraftBox>().KeepAsync(http, form with { SignedIn = maxAge is not null }, ct)}");
        return new RedirectResult(maxAge is null ? address : $"{address}&max_age={Uri.EscapeDataString(maxAge)}");
    }

    /// <summary>The sign-in that comes back to this page.</summary>
    public static string AddressFor(HttpRequest request) =>
        AddressFor(request.PathBase + request.Path + (HttpMethods.IsGet(request.Method) ? request.QueryString.Value : ""));

    public static string AddressFor(string returnUrl) => "/session/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl);
}

internal static class SignedIn
{
    /// <summary>The gateway puts a token on what it passes on for a signed-in session; the services check it.</summary>
    public static bool IsSignedIn(this HttpContext http) => http.Request.Headers.Authorization.Count > 0;
}
