using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Inventory;

/// <summary>What was changed in a candidate dataset, by whom and when, with both values.</summary>
public sealed class DatasetNote : ITenantOwned
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private DatasetNote()
    {
    }

    public Guid TenantId { get; private init; }
    public Guid Id { get; private init; }
    public Guid DatasetId { get; private init; }
    public DateTime At { get; private init; }
    public Guid? PersonId { get; private init; }
    public Guid? OnBehalfOf { get; private init; }

    /// <summary>What was done: <c>added</c>, <c>edited</c>, <c>moved</c>, <c>checked</c>, <c>imported</c>, <c>deleted</c>, <c>restored</c>.</summary>
    public string Act { get; private init; } = "";

    /// <summary>Changed fields with both values, as JSON.</summary>
    public string? Changes { get; private init; }

    /// <param name="before">Values before; null where it is new, or where no field is concerned.</param>
    public static DatasetNote Of(TenantScope scope, CandidateDataset dataset, string act, IReadOnlyDictionary<string, string?>? before, DateTime now)
    {
        var changed = before is null ? [] : dataset.Values().Where(v => before[v.Key] != v.Value).Select(v => new ChangedField(v.Key, before[v.Key], v.Value)).ToArray();
        return new DatasetNote
        {
            TenantId = scope.TenantId,
            Id = Guid.CreateVersion7(),
            DatasetId = dataset.Id,
            At = now,
            PersonId = scope.PersonId,
            OnBehalfOf = scope.OnBehalfOf,
            Act = act,
            Changes = changed.Length == 0 ? null : JsonSerializer.Serialize(changed, Json),
        };
    }

    public static ChangedField[] Read(string? changes) => changes is null ? [] : JsonSerializer.Deserialize<ChangedField[]>(changes, Json)!;
}

/// <summary>Every change of a dataset leaves a line that its page shows.</summary>
internal static class DatasetHistory
{
    /// <summary>Notes a change within the same save; call it after the change.</summary>
    public static void Note(this PlansDb db, CandidateDataset dataset, string act, IReadOnlyDictionary<string, string?>? before = null) =>
        db.DatasetNotes.Add(DatasetNote.Of(db.Scope, dataset, act, before, db.Now));

    /// <summary>What people can change in it, as text.</summary>
    public static IReadOnlyDictionary<string, string?> Values(this CandidateDataset d) => new Dictionary<string, string?>
    {
        ["title"] = d.Title,
        ["description"] = Typed.OrNull(d.Description),
        ["service"] = d.ServiceId?.ToString(),
        ["owner"] = d.OwnerId?.ToString(),
        ["ownerName"] = d.OwnerName,
        ["theme"] = d.Theme?.ToString(),
        ["licence"] = d.Licence.ToString(),
        ["schema"] = d.Schema,
        ["duty"] = d.Duty,
        ["dutySource"] = d.DutySource,
        ["frequency"] = d.Frequency.ToString(),
        ["heldIn"] = d.HeldIn,
        ["state"] = d.State.ToString(),
        ["reason"] = d.Reason,
        ["url"] = d.Url,
        ["refreshedOn"] = d.RefreshedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["checkedYes"] = Typed.OrNull(d.CheckedYes),
        ["checkedNo"] = Typed.OrNull(d.CheckedNo),
        ["checkNote"] = d.CheckNote,
    };
}
