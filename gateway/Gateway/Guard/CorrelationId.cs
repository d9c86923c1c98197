using System.Text.RegularExpressions;

namespace OpenDataAnimation.Gateway.Guard;

/// <summary>One name for all that a request causes, in every service's logs and in the answer.</summary>
internal sealed partial class CorrelationId(RequestDelegate next)
{
    public const string Header = "X-Correlation-Id";

    public Task InvokeAsync(HttpContext http)
    {
        var sent = http.Request.Headers[Header];
        // Only what is well formed: the value ends up in logs and headers.
        var id = sent.Count == 1 && WellFormed().IsMatch(sent[0] ?? "") ? sent[0]! : Guid.CreateVersion7().ToString("N");
        http.Request.Headers[Header] = id;
        http.Response.OnStarting(() =>
        {
            http.Response.Headers[Header] = id;
            return Task.CompletedTask;
        });
        return next(http);
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{8,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();
}
