using Microsoft.AspNetCore.Http.Features;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Gateway.Guard;

/// <summary>How much may be sent at once: little, save where files are handed in.</summary>
internal sealed class BodyLimits(RequestDelegate next)
{
    public const long Usual = 1024 * 1024, Files = 20 * Usual;

    private const long Drained = 100 * Usual;

    public Task InvokeAsync(HttpContext http)
    {
        var limit = TakesFiles(http.Request.Path) ? Files : Usual;
        var kestrel = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (http.Request.ContentLength is not { } length || length <= limit)
        {
            // What is not announced, Kestrel cuts off at the limit.
            Set(kestrel, limit);
            return next(http);
        }

        if (length <= Drained)
        {
            // Kestrel then reads the rest and throws it away: a browser shows no answer before it has sent all.
            Set(kestrel, Drained);
        }

        return Failures.WriteAsync(http, 413, "too-large", $"At most {limit / Usual} MB may be sent here.", "Ce que vous envoyez est trop volumineux",
            $"La limite est ici de {limit / Usual}\u00A0Mo. Réduisez le fichier ou envoyez-le en plusieurs fois.");
    }

    private static void Set(IHttpMaxRequestBodySizeFeature? kestrel, long limit)
    {
        if (kestrel is { IsReadOnly: false })
        {
            kestrel.MaxRequestBodySize = limit;
        }
    }

    /// <summary>Parts of addresses, of pages and of services, where files are handed in.</summary>
    private static readonly HashSet<string> FileParts = new(StringComparer.OrdinalIgnoreCase) { "attachments", "evidence", "imports", "importer", "sheet" };

    private static bool TakesFiles(PathString path) => path.Value!.Split('/').Any(FileParts.Contains);
}
