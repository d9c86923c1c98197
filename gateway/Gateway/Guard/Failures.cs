using System.Text.Encodings.Web;
using OpenDataAnimation.Platform.Hosting;
using Yarp.ReverseProxy.Forwarder;

namespace OpenDataAnimation.Gateway.Guard;

/// <summary>What is said when no service answered: a problem to programs, a page to people.</summary>
internal sealed class Failures(RequestDelegate next, ILogger<Failures> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await WriteAsync(http, e.StatusCode, "bad-request", "The request cannot be read.", "La demande ne peut pas être lue", "Revenez à la page précédente et recommencez.");
            return;
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            log.LogError(e, "The gateway failed at {Method} {Path}", http.Request.Method, http.Request.Path);
            await WriteAsync(http, 500, "failure", "Something went wrong on our side.", "Une erreur est survenue", "Elle vient de nous et elle a été notée. Réessayez dans un moment.");
            return;
        }

        if (http.Response.HasStarted || http.GetForwarderErrorFeature() is not { } error || http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        switch (http.Response.StatusCode)
        {
            case 413:
                await WriteAsync(http, 413, "too-large", "More was sent than may be sent here.", "Ce que vous envoyez est trop volumineux", "Réduisez le fichier ou envoyez-le en plusieurs fois.");
                break;
            case 502 or 503 or 504:
                log.LogWarning("{Path} was not answered: {Error} {Reason}", http.Request.Path, error.Error, error.Exception?.Message);
                http.Response.Headers.RetryAfter = "5";
                await WriteAsync(http, 503, "try-later", "The service does not answer at the moment.", "Le service ne répond pas pour le moment",
                    "Ce que vous aviez enregistré est conservé. Réessayez dans quelques instants\u00A0; si cela dure, prévenez la personne qui administre la plateforme.");
                break;
            default:
                break;
        }
    }

    /// <summary>Writes the refusal in the shape that fits the address.</summary>
    public static async Task WriteAsync(HttpContext http, int status, string type, string english, string title, string sentence)
    {
        var answer = http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/connect/token")
            ? Problems.Of(status, type, english)
            : Page.Of(status, title, $"<p>{HtmlEncoder.Default.Encode(sentence)}</p>", ("Revenir à l’accueil", "/"));
        http.Response.StatusCode = status;
        await answer.ExecuteAsync(http);
    }
}
