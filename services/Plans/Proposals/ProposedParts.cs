using System.Text.Encodings.Web;
using System.Text.Json;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;

namespace OpenDataAnimation.Plans.Proposals;

/// <summary>The actions of a plan model, kept in one column: they are sent, shown and picked together.</summary>
internal static class ProposedParts
{
    public const int Most = 30;

    /// <summary>Thirty actions whose description takes its four thousand characters.</summary>
    public const int Longest = 200_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<ProposedAction> parts) => JsonSerializer.Serialize(parts, Json);

    public static ProposedAction[] Read(string? parts) => parts is null ? [] : JsonSerializer.Deserialize<ProposedAction[]>(parts, Json)!;

    public static ActionFields AsFields(this ProposedAction action) =>
        new(action.Title, action.Description, action.Objectives, action.Mean, action.Audiences, StartsOn: action.StartsOn, EndsOn: action.EndsOn);

    /// <summary>Without the body's own objectives and mean: their codes mean nothing elsewhere.</summary>
    public static ProposedAction AsProposed(this PlanAction action)
    {
        var written = action.AsWritten();
        return written with
        {
            Objectives = Array.FindAll(written.Objectives, PlanCodes.IsObjective),
            Mean = written.Mean is { } mean && PlanCodes.IsMean(mean) ? mean : null,
        };
    }

    /// <summary>The same fields as they are in the body's own plan.</summary>
    public static ProposedAction AsWritten(this PlanAction action) =>
        new(action.Title, action.Description, Codes.Split(action.Objectives), action.Mean, Codes.Split(action.Audiences), action.StartsOn, action.EndsOn);
}
