using Microsoft.AspNetCore.Http.Features;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Gateway.Guard;

/// <summary>How much may be sent at once: little, save where files are handed in.</summary>
internal sealed class BodyLimits(RequestDelegate next)
{
    public const long Usual = 1024 * 1024, Files = 20 * Usual;

    public Task InvokeAsync(HttpContext http)
    {
        var limit = Usual;
        if (TakesFiles(http.Request.Path) && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit = Files;
        }

        // What is announced as too long is refused before a service hears of it; what is not announced, Kestrel cuts off.
        return http.Request.ContentLength > limit
            ? Failures.WriteAsync(http, 413, "too-large", $"At most {limit / Usual} MB may be sent here.", "Ce que vous envoyez est trop volumineux",
                $"La limite est ici de {limit / Usual} Mo. Réduisez le fichier ou envoyez-le en plusieurs fois.")
            : next(http);
    }

    private static bool TakesFiles(PathString path) =>
        path.Value!.Split('/').Any(part => part.Equals("attachments", StringComparison.OrdinalIgnoreCase) || part.Equals("imports", StringComparison.OrdinalIgnoreCase));
}
