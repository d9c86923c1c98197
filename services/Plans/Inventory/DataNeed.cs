using System.Collections.Frozen;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Inventory;

public enum NeedState { Received, Qualified, Matched, Refused, Met }

/// <summary>Data that someone lacks: another service of the body, an inhabitant, an association.</summary>
public sealed class DataNeed : ITenantOwned, IVersioned, IRestorable
{
    private static readonly FrozenDictionary<NeedState, NeedState[]> Next = new Dictionary<NeedState, NeedState[]>
    {
        [NeedState.Received] = [NeedState.Qualified, NeedState.Refused],
        [NeedState.Qualified] = [NeedState.Matched, NeedState.Refused, NeedState.Received],
        [NeedState.Matched] = [NeedState.Met, NeedState.Qualified, NeedState.Refused],
        [NeedState.Refused] = [NeedState.Qualified],
        [NeedState.Met] = [NeedState.Matched],
    }.ToFrozenDictionary();

    private DataNeed()
    {
    }

    public Guid TenantId { get; private init; }
    public Guid Id { get; private init; }
    public int Version { get; private set; } = 1;
    public DateTime? DeletedAt { get; private set; }
    public string Title { get; private set; } = "";
    public string Folded { get; private set; } = "";
    public string Description { get; private set; } = "";

    /// <summary>The service that asks; null where it comes <see cref="FromOutside"/>.</summary>
    public Guid? ServiceId { get; private set; }
    public string? FromOutside { get; private set; }
    public Theme? Theme { get; private set; }
    public DateOnly ReceivedOn { get; private set; }

    /// <summary>What is asked for in the end, once someone looked into it: field, area, period.</summary>
    public string? Precision { get; private set; }
    public NeedState State { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; private set; }

    /// <summary>The dataset that answers it.</summary>
    public Guid? DatasetId { get; private set; }
    public DateTime UpdatedAt { get; private set; }
    public Guid? UpdatedBy { get; private set; }

    public static DataNeed New(TenantScope scope, DateTime now) => new() { TenantId = scope.TenantId, Id = Guid.CreateVersion7(), UpdatedAt = now };

    public static bool MayBecome(NeedState from, NeedState to) => Next[from].Contains(to);

    public static IReadOnlyList<NeedState> After(NeedState from) => Next[from];

    public void Fill(NeedFields fields, DateOnly today)
    {
        (Title, Description) = (fields.Title!.Trim(), fields.Description?.Trim() ?? "");
        Folded = Folding.Fold(Title);
        (ServiceId, FromOutside) = (fields.ServiceId, fields.ServiceId is null ? Typed.OrNull(fields.FromOutside) : null);
        (Theme, ReceivedOn, Precision) = (fields.Theme, fields.ReceivedOn ?? today, Typed.OrNull(fields.Precision));
    }

    /// <exception cref="InvalidOperationException">Not from there, or without its reason or its dataset: ask before.</exception>
    public void MoveTo(NeedState state, string? reason, Guid? dataset)
    {
        var answer = dataset ?? DatasetId;
        if (!MayBecome(State, state) || (state == NeedState.Refused && string.IsNullOrWhiteSpace(reason)) || (state is NeedState.Matched && answer is null))
        {
            throw new InvalidOperationException($"{State} cannot become {state} like this.");
        }

        (State, Reason) = (state, state == NeedState.Refused ? reason!.Trim() : null);
        DatasetId = state is NeedState.Matched or NeedState.Met ? answer : null;
    }

    public void Unmatch() => (State, DatasetId) = (NeedState.Qualified, null);

    public void Touch(TenantScope scope, DateTime now) => (UpdatedAt, UpdatedBy) = (now, scope.PersonId);

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;
}
