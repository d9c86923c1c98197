using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Primitives;

namespace OpenDataAnimation.Portal;

/// <summary>
/// What is made for someone signed in, pages and files, stays in no cache, the browser's own neither: after the sign-out, going back shows
/// nothing (ASVS 5.0, 14.3.2). Public pages say otherwise themselves.
/// </summary>
internal sealed class KeptNowhere : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.HttpContext.IsSignedIn() && StringValues.IsNullOrEmpty(context.HttpContext.Response.Headers.CacheControl))
        {
            // The words that anti-forgery writes on pages with a form; it warns of others.
            context.HttpContext.Response.Headers.CacheControl = "no-cache, no-store";
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
