using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Journal;

/// <summary>
/// The audit of all services as one file, oldest first, written while it is read: lines of JSON with all that is hashed, or a sheet.
/// A service that stops answering in between ends the connection, so that what was cut off is never taken for whole.
/// </summary>
internal sealed class AuditFile(EachServiceClient services, Guid bodyId, string name, bool sheet) : IActionResult
{
    private static readonly string[] Columns =
        ["service", "sequence", "at", "personId", "onBehalfOf", "act", "subjectKind", "subjectId", "details", "values", "reason", "valuesId", "valuesHash", "valuesSalt", "hash"];

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Chain> _chains = [];

    /// <summary>Asks every service first: one that does not answer makes a page, not half a file.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        foreach (var service in services.Services)
        {
            var lines = await services.OpenAsync(HttpMethod.Get, services.PathOf(service.Value, $"bodies/{bodyId}/audit/lines"), ct);
            var chain = new Chain(service.Value, lines, JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(lines, ServiceClient.Json, ct).GetAsyncEnumerator(ct));
            _chains.Add(chain);
            await chain.StepAsync();
        }
    }

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, ct) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = sheet ? "text/csv; charset=utf-8" : "application/x-ndjson";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        try
        {
            if (sheet)
            {
                await response.Body.WriteAsync(Csv.Line(Columns, bom: true), ct);
            }

            while (_chains.Where(c => c.Current is not null).MinBy(c => c.At) is { } first)
            {
                await response.Body.WriteAsync(sheet ? Csv.Line(Columns.Select(c => c == "service" ? first.Service : Cell(first.Current!.Value, c))) : Line(first), ct);
                await first.StepAsync();
            }
        }
        finally
        {
            foreach (var chain in _chains)
            {
                await chain.DisposeAsync();
            }
        }
    }

    private static byte[] Line(Chain chain)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteString("service", chain.Service);
            foreach (var property in chain.Current!.Value.EnumerateObject())
            {
                property.WriteTo(json);
            }

            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    private static string Cell(JsonElement entry, string column) => !entry.TryGetProperty(column, out var value) ? "" : value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String when column == "at" => value.GetDateTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        JsonValueKind.String => Formula.Guard(value.GetString()!),
        _ => value.ToString(),
    };

    private sealed class Chain(string service, Stream lines, IAsyncEnumerator<JsonElement> entries) : IAsyncDisposable
    {
        public string Service => service;

        /// <summary>Null at the end.</summary>
        public JsonElement? Current { get; private set; }

        public DateTime At => Current!.Value.GetProperty("at").GetDateTime();

        public async Task StepAsync() => Current = await entries.MoveNextAsync() ? entries.Current : null;

        public async ValueTask DisposeAsync()
        {
            await entries.DisposeAsync();
            await lines.DisposeAsync();
        }
    }
}
