using Microsoft.Extensions.Primitives;
using OpenDataAnimation.Gateway.Sessions;

namespace OpenDataAnimation.Gateway.Guard;

/// <summary>What browsers are told about every answer, whichever service gave it.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IConfiguration configuration, AuthServer server)
{
    private readonly string _policy =
        // No inline script or style anywhere: an injected one does not run (XSS). Frames of others: none (clickjacking).
        "default-src 'self'; img-src 'self' data:; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action " + FormTargets(configuration, server);

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            // A service may be stricter for one answer, as for files that people sent: browsers obey every policy they are given.
            headers.ContentSecurityPolicy = StringValues.Concat(_policy, headers.ContentSecurityPolicy);
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            if (StringValues.IsNullOrEmpty(headers["Referrer-Policy"]))
            {
                // A page whose address is a secret may be stricter.
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            }

            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (http.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            headers.Remove("Server");
            return Task.CompletedTask;
        });
        return next(http);
    }

    /// <summary>
    /// Ourselves; a token server that lies elsewhere, because signing out posts a form that leads there; and providers in front
    /// of the built-in one (<c>Security:FormTargets</c>).
    /// </summary>
    private static string FormTargets(IConfiguration configuration, AuthServer server)
    {
        var elsewhere = server.IsBuiltIn ? null : configuration["Auth:Authority"] ?? configuration["Auth:Metadata"];
        return string.Join(' ', new[] { "'self'", elsewhere is null ? null : new Uri(elsewhere).GetLeftPart(UriPartial.Authority), configuration["Security:FormTargets"] }.Where(t => !string.IsNullOrWhiteSpace(t)));
    }
}
