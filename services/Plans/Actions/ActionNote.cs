using System.Text.Encodings.Web;
using System.Text.Json;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Actions;

public enum NoteKind { Change, Comment }

/// <summary>
/// What was changed in an action or said about it, in the order of time. Changes keep both values, so that who asks "why was this
/// moved?" is answered; a comment of a parent's person sits here beside the plan and changes nothing of it.
/// </summary>
public sealed class ActionNote : ITenantOwned, IVersioned
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ActionNote()
    {
    }

    public Guid TenantId { get; private init; }
    public Guid Id { get; private init; }
    public int Version { get; private set; } = 1;
    public Guid ActionId { get; private init; }
    public NoteKind Kind { get; private init; }
    public DateTime At { get; private init; }
    public Guid? PersonId { get; private init; }
    public Guid? OnBehalfOf { get; private init; }

    /// <summary>The parent whose person commented; null for the body's own people.</summary>
    public Guid? FromBodyId { get; private init; }

    /// <summary>For changes: what was done, as in the audit (<c>edited</c>, <c>moved</c>, …).</summary>
    public string Act { get; private init; } = "";

    /// <summary>The comment's words.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Changed fields with both values, as JSON.</summary>
    public string? Changes { get; private init; }

    /// <summary>Members of the body who were named in it.</summary>
    public string Mentions { get; private init; } = "";

    /// <summary>Whether parents that may comment see it; what they say themselves they always see.</summary>
    public bool Shared { get; private init; }
    public DateTime? HiddenAt { get; private set; }
    public Guid? HiddenBy { get; private set; }

    public static ActionNote Comment(TenantScope scope, Guid actionId, string text, IEnumerable<Guid> mentions, bool shared, DateTime now) => new()
    {
        TenantId = scope.TenantId,
        Id = Guid.CreateVersion7(),
        ActionId = actionId,
        Kind = NoteKind.Comment,
        At = now,
        PersonId = scope.PersonId,
        OnBehalfOf = scope.OnBehalfOf,
        FromBodyId = scope.ReadAs,
        Text = text,
        Mentions = Codes.Join(mentions),
        Shared = shared || scope.ReadAs is not null,
    };

    /// <param name="before">Values before; null where the action is new.</param>
    public static ActionNote Change(TenantScope scope, PlanAction action, string act, IReadOnlyDictionary<string, string?>? before, DateTime now)
    {
        var changed = before is null ? [] : action.Values().Where(v => before.GetValueOrDefault(v.Key) != v.Value)
            .Select(v => new ChangedField(v.Key, before.GetValueOrDefault(v.Key), v.Value)).ToArray();
        return new ActionNote
        {
            TenantId = scope.TenantId,
            Id = Guid.CreateVersion7(),
            ActionId = action.Id,
            Kind = NoteKind.Change,
            At = now,
            PersonId = scope.PersonId,
            OnBehalfOf = scope.OnBehalfOf,
            Act = act,
            Changes = changed.Length == 0 ? null : JsonSerializer.Serialize(changed, Json),
        };
    }

    public static ChangedField[] Read(string? changes) => changes is null ? [] : JsonSerializer.Deserialize<ChangedField[]>(changes, Json)!;

    public void Hide(Guid? by, DateTime now) => (HiddenAt, HiddenBy) = (now, by);

    public void Show() => (HiddenAt, HiddenBy) = (null, null);
}

/// <summary>A field of an action with its value before and after; null is empty.</summary>
public sealed record ChangedField(string Field, string? Before, string? After);
