using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Gateway;

/// <summary>One page that lists the API of every service, out of their OpenAPI documents.</summary>
internal sealed class ApiDocuments(IHttpClientFactory http, ServiceSettings settings)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public static void Map(WebApplication app) => app.MapGet("/api", async (ApiDocuments documents, CancellationToken ct) =>
        Results.Content(await documents.PageAsync(ct), "text/html; charset=utf-8"));

    private async Task<string> PageAsync(CancellationToken ct)
    {
        var sections = await Task.WhenAll(Paths.ServicesFor(settings).Select(service => SectionAsync(service, ct)));
        return Page.Html("en", "API", "<p>Every service describes its own API in an OpenAPI document. Calls need a bearer token of the token server, unless said otherwise.</p>" + string.Concat(sections));
    }

    private async Task<string> SectionAsync(string service, CancellationToken ct)
    {
        var address = $"/api/{service}/openapi.json";
        var html = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{service}\"><h2 id=\"{service}\">{service}</h2>");
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(TimeSpan.FromSeconds(5));
            using var document = JsonDocument.Parse(await http.CreateClient("documents").GetStreamAsync(new Uri(settings.AddressOf(service), address), limit.Token));
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{address}\">OpenAPI document of {service}</a></p>");
            Operations(html, service, document.RootElement);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            html.Append("<p>This service does not answer at the moment.</p>");
        }

        return html.Append("</section>").ToString();
    }

    private static void Operations(StringBuilder html, string service, JsonElement document)
    {
        var operations = (document.TryGetProperty("paths", out var paths) ? paths.EnumerateObject() : default)
            .SelectMany(path => path.Value.EnumerateObject().Where(o => Methods.Contains(o.Name)).Select(o => (Path: path.Name, Method: o.Name, Operation: o.Value)))
            .OrderBy(o => o.Path, StringComparer.Ordinal).ToList();
        if (operations.Count == 0)
        {
            html.Append("<p>It has no operations of its own.</p>");
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<div class=\"table-scroll\" role=\"region\" aria-labelledby=\"{service}\" tabindex=\"0\"><table><caption>Operations of {service}</caption><thead><tr><th scope=\"col\">Method</th><th scope=\"col\">Path</th><th scope=\"col\">What it does</th></tr></thead><tbody>");
        foreach (var (path, method, operation) in operations)
        {
            var summary = operation.TryGetProperty("summary", out var said) ? said.GetString() : null;
            html.Append(CultureInfo.InvariantCulture, $"<tr><td><code>{method.ToUpperInvariant()}</code></td><td><code>{WebUtility.HtmlEncode(path)}</code></td><td>{WebUtility.HtmlEncode(summary)}</td></tr>");
        }

        html.Append("</tbody></table></div>");
    }
}
