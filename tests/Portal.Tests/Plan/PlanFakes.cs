using System.Text.Json;

namespace OpenDataAnimation.Portal.Tests.Plan;

/// <summary>What Plans answers, as tests of its pages need it; the method is the true one.</summary>
internal static class PlanFakes
{
    public static readonly Guid ActionId = Guid.Parse("01a20000-0000-7000-8000-000000000001");

    public static JsonElement Method { get; } = ReadMethod();

    public static IEnumerable<string> Codes => Method.GetProperty("objectives").EnumerateArray().Select(o => o.GetProperty("code").GetString()!);

    /// <summary>A reader for whom the method is there.</summary>
    public static Reader WithMethod(this Reader reader) => reader.On("GET", "plans/method", Method);

    public static object Objective(string code, int version = 0, bool declared = false, bool reached = false, object? actions = null, int proofs = 0, string? reason = null) => new
    {
        code,
        version,
        declared,
        targetLevel = (int?)null,
        targetOn = declared ? "2027-06-01" : null,
        reason,
        reached,
        evaluatedOn = reached ? "2026-10-12" : null,
        proofEvidenceId = (Guid?)null,
        proofUrl = (string?)null,
        justification = (string?)null,
        justifiedOn = (string?)null,
        actions = actions ?? new { },
        actionsLate = 0,
        proofs,
    };

    public static object Plan(int version = 0, int actions = 0, int done = 0, int late = 0, params object[] objectives)
    {
        var written = objectives.Select(o => JsonSerializer.SerializeToElement(o)).ToDictionary(o => o.GetProperty("code").GetString()!, o => (object)o);
        return new
        {
            version,
            state = "Draft",
            startsOn = (string?)null,
            endsOn = (string?)null,
            elected = (object?)null,
            lead = (object?)null,
            councilOn = (string?)null,
            deliberation = (string?)null,
            levels = new[] { 1, 0, 0 },
            actionsTotal = actions,
            actionsDone = done,
            actionsLate = late,
            objectives = Codes.Select(code => written.GetValueOrDefault(code) ?? Objective(code)).ToList(),
            mine = true,
        };
    }

    public static object Item(string title = "Présenter la démarche au conseil", string state = "InProgress", bool late = false, Guid? id = null, Guid? pilot = null, DateTime? deletedAt = null) => new
    {
        id = id ?? ActionId,
        version = 3,
        title,
        objectives = new[] { "1.1" },
        mean = "M4",
        audiences = new[] { "elected" },
        pilots = pilot is null ? [] : new[] { new { id = pilot.Value, name = "Camille Essai" } },
        service = (string?)null,
        startsOn = (string?)null,
        endsOn = "2026-10-30",
        priority = "Normal",
        state,
        reason = (string?)null,
        late,
        source = "Own",
        updatedAt = "2026-11-20T10:00:00Z",
        deletedAt,
    };

    /// <summary>The same with more fields.</summary>
    public static System.Text.Json.Nodes.JsonObject With(object answer, object more)
    {
        var json = System.Text.Json.JsonSerializer.SerializeToNode(answer)!.AsObject();
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject())
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }

    public static object Action(string title = "Présenter la démarche au conseil", string state = "InProgress", bool mayEdit = true, string source = "Own", object[]? evidence = null, int version = 3, object[]? answers = null) => new
    {
        id = ActionId,
        version,
        title,
        description = "En dix minutes, avec un exemple.",
        objectives = new[] { "1.1" },
        mean = "M4",
        audiences = new[] { "elected" },
        pilots = Array.Empty<object>(),
        service = "Secrétariat",
        partners = (string?)null,
        startsOn = (string?)null,
        endsOn = "2027-03-01",
        priority = "Normal",
        effortDays = (decimal?)null,
        budget = (decimal?)null,
        state,
        reason = (string?)null,
        late = false,
        source,
        proposedBy = source == "Proposal" ? new { bodyId = Guid.NewGuid(), name = "Redon Agglomération", slug = "redon" } : null,
        updatedAt = "2026-11-20T10:00:00Z",
        updatedBy = (object?)null,
        onBehalfOf = (object?)null,
        evidence = evidence ?? [],
        mayEdit,
        updatedByLink = (string?)null,
        answers = answers ?? [],
    };

    public static object List(params object[] items) => new { items, next = (string?)null };

    private static JsonElement ReadMethod()
    {
        using var file = typeof(PlanFakes).Assembly.GetManifestResourceStream("method-v1.json")!;
        using var document = JsonDocument.Parse(file);
        return document.RootElement.Clone();
    }
}
