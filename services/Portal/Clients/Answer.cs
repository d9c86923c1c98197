using System.Globalization;
using System.Text.Json;

namespace OpenDataAnimation.Portal.Clients;

/// <summary>What a service answered: content, or the problem that kept it from doing it.</summary>
public sealed class Answer
{
    private readonly string _text;

    private Answer(string text, int? version, ServiceProblem? problem) => (_text, Version, Problem) = (text, version, problem);

    /// <summary>Null when it was done.</summary>
    public ServiceProblem? Problem { get; }

    public bool Succeeded => Problem is null;

    /// <summary>The version now stored, where the service said it.</summary>
    public int? Version { get; }

    /// <summary>No answer, or none in time.</summary>
    internal static Answer NotReached { get; } = new("", null, new ServiceProblem(503, "unreachable", "The service did not answer."));

    public T Read<T>() => JsonSerializer.Deserialize<T>(_text, ServiceClient.Json)
        ?? throw new InvalidOperationException($"A service answered null where a {typeof(T).Name} was expected.");

    /// <exception cref="ServiceFailedException">It was not done.</exception>
    public Answer OrFail() => Problem is null ? this : throw new ServiceFailedException(Problem);

    internal static async Task<Answer> FromAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode)
        {
            return new Answer("", null, ServiceProblem.Read((int)response.StatusCode, text));
        }

        return new Answer(text, int.TryParse(response.Headers.ETag?.Tag.Trim('"'), CultureInfo.InvariantCulture, out var version) ? version : null, null);
    }
}

/// <summary>A problem document (RFC 9457) as the services write them.</summary>
/// <param name="Type">The stable name, without its prefix: <c>not-found</c>, <c>stale</c>, <c>invalid</c>…</param>
public sealed record ServiceProblem(int Status, string Type, string Title, string? Detail = null)
{
    private const string Prefix = "urn:oda:problem:";

    /// <summary>Wrong fields, by the service's own names.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();

    /// <summary>For <c>stale</c>: what is stored now.</summary>
    public JsonElement? Current { get; init; }

    public int? CurrentVersion { get; init; }

    /// <summary>Another known value of the document, as text.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    internal static ServiceProblem Read(int status, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return new ServiceProblem(status, "", "");
            }

            var type = Text(root, "type") ?? "";
            return new ServiceProblem(status, type.StartsWith(Prefix, StringComparison.Ordinal) ? type[Prefix.Length..] : type, Text(root, "title") ?? "", Text(root, "detail"))
            {
                Errors = root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
                    ? errors.EnumerateObject().ToDictionary(e => e.Name, e => e.Value.EnumerateArray().Select(v => v.ToString()).ToArray())
                    : new Dictionary<string, string[]>(),
                Current = root.TryGetProperty("current", out var current) ? current.Clone() : null,
                CurrentVersion = root.TryGetProperty("currentVersion", out var version) && version.TryGetInt32(out var number) ? number : null,
                More = root.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                    .ToDictionary(p => p.Name, p => p.Value.ToString()),
            };
        }
        catch (JsonException)
        {
            return new ServiceProblem(status, "", "");
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A service said no to what the page cannot do without; <see cref="ShowProblems"/> makes a page of it.</summary>
public sealed class ServiceFailedException(ServiceProblem problem) : Exception($"{problem.Status} {problem.Type}: {problem.Title}")
{
    public ServiceProblem Problem { get; } = problem;
}
