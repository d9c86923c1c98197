using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Portal;

/// <summary>A body's accent colour as a stylesheet. Its address carries the colour, so a new colour is a new address.</summary>
internal static class ServeTheme
{
    public static void Map(WebApplication app) => app.MapGet("/theme/{slug}.css", ServeAsync)
        .WithName(nameof(ServeTheme)).ForAnyone("a colour is shown on public pages too").ExcludeFromDescription();

    private static async Task<Results<ContentHttpResult, NotFound>> ServeAsync(string slug, HttpResponse response, PortalDb db, CancellationToken ct)
    {
        var accent = await db.Bodies.Where(b => b.Slug == slug).Select(b => b.Accent).FirstOrDefaultAsync(ct);
        if (!Theme.TryCreate(accent, out var theme, out _))
        {
            return TypedResults.NotFound();
        }

        // An hour, not for ever: the copy may lag behind the colour in the address by a moment.
        response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Content(theme.Stylesheet(), "text/css; charset=utf-8");
    }
}
