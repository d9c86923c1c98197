using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Levers;

public enum QuestionState { ToPrepare, Planned, Held, Closed }

/// <summary>A problem that crosses services. Ends come before means: what is to be reached is written first, data after.</summary>
public sealed class CrossQuestion : ITenantOwned, IVersioned, IRestorable
{
    private CrossQuestion()
    {
    }

    public Guid TenantId { get; private init; }
    public Guid Id { get; private init; }
    public int Version { get; private set; } = 1;
    public DateTime? DeletedAt { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>What should be better for whom, without a word about data.</summary>
    public string Ends { get; private set; } = "";
    public string? Actors { get; private set; }
    public string? Data { get; private set; }

    /// <summary>Candidate datasets involved; see <see cref="Codes"/>.</summary>
    public string Datasets { get; private set; } = "";
    public string? Reuses { get; private set; }
    public DateOnly? MeetingOn { get; private set; }
    public string? MeetingNotes { get; private set; }

    /// <summary>What came out of it; with it, the question is closed.</summary>
    public string? Outcome { get; private set; }
    public DateTime UpdatedAt { get; private set; }
    public Guid? UpdatedBy { get; private set; }

    public static CrossQuestion New(TenantScope scope, DateTime now) => new() { TenantId = scope.TenantId, Id = Guid.CreateVersion7(), UpdatedAt = now };

    public static QuestionState StateOf(DateOnly? meetingOn, string? notes, string? outcome, DateOnly today) =>
        outcome is not null ? QuestionState.Closed
        : meetingOn is null ? QuestionState.ToPrepare
        : meetingOn <= today && notes is not null ? QuestionState.Held
        : QuestionState.Planned;

    public void Fill(QuestionFields fields)
    {
        (Title, Ends, Actors) = (fields.Title!.Trim(), fields.Ends!.Trim(), Typed.OrNull(fields.Actors));
        (Data, Datasets, Reuses) = (Typed.OrNull(fields.Data), Codes.Join((fields.Datasets ?? []).Distinct()), Typed.OrNull(fields.Reuses));
        (MeetingOn, MeetingNotes, Outcome) = (fields.MeetingOn, Typed.OrNull(fields.MeetingNotes), Typed.OrNull(fields.Outcome));
    }

    public void Touch(TenantScope scope, DateTime now) => (UpdatedAt, UpdatedBy) = (now, scope.PersonId);

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;
}
