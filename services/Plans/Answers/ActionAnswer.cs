using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Answers;

/// <summary>What someone without an account said of an action through a secure link, and what it changed: enough to take it back.</summary>
public sealed class ActionAnswer : ITenantOwned, IVersioned
{
    private ActionAnswer()
    {
    }

    public Guid TenantId { get; private set; }

    /// <summary>Made with the form that was sent: sent twice, it is one answer.</summary>
    public Guid Id { get; private set; }
    public int Version { get; private set; } = 1;
    public Guid ActionId { get; private set; }
    public Guid LinkId { get; private set; }

    /// <summary>Who was asked, as whoever made the link wrote it.</summary>
    public string Name { get; private set; } = "";
    public DateTime At { get; private set; }
    public ActionState State { get; private set; }
    public string? Text { get; private set; }
    public DateOnly? EndsOn { get; private set; }
    public string? ProofUrl { get; private set; }

    /// <summary>How the action was; null when there was no action to change any more.</summary>
    public ActionState? StateBefore { get; private set; }
    public string? ReasonBefore { get; private set; }
    public DateOnly? EndsOnBefore { get; private set; }

    /// <summary>What it made of it.</summary>
    public string? ReasonAfter { get; private set; }
    public DateOnly? EndsOnAfter { get; private set; }
    public Guid? EvidenceId { get; private set; }
    public DateTime? UndoneAt { get; private set; }
    public Guid? UndoneBy { get; private set; }

    public bool IsApplied => StateBefore is not null;

    public static ActionAnswer Of(ActionLinkAnswered message) => new()
    {
        TenantId = message.TenantId,
        Id = message.AnswerId,
        ActionId = message.ActionId,
        LinkId = message.LinkId,
        Name = message.Name,
        At = message.At,
        State = message.State switch
        {
            AnsweredState.Done => ActionState.Done,
            AnsweredState.InProgress => ActionState.InProgress,
            AnsweredState.Blocked => ActionState.Blocked,
            _ => ActionState.ToCome,
        },
        Text = message.Text,
        EndsOn = message.EndsOn,
        ProofUrl = message.ProofUrl,
    };

    /// <summary>Does to the action what was answered, and remembers how it was.</summary>
    public void ApplyTo(PlanAction action, Guid? evidence, DateTime now)
    {
        (StateBefore, ReasonBefore, EndsOnBefore, EvidenceId) = (action.State, action.Reason, action.EndsOn, evidence);
        action.MoveTo(State, State == ActionState.Blocked ? Text : null);
        // A date before the beginning is shown with the answer, and not taken over: the plan would contradict itself.
        if (EndsOn is { } day && !(day < action.StartsOn))
        {
            action.EndOn(day);
        }

        (ReasonAfter, EndsOnAfter) = (action.Reason, action.EndsOn);
        action.AnsweredBy(Id, now);
    }

    /// <summary>Whether the action is still as this answer left it.</summary>
    public bool IsAsLeft(PlanAction action) => (action.State, action.Reason, action.EndsOn) == (State, ReasonAfter, EndsOnAfter);

    public void ForgetPerson() => Name = People.Gone;

    public void TakeBackFrom(PlanAction action, TenantScope by, DateTime now)
    {
        action.MoveTo(StateBefore!.Value, ReasonBefore);
        action.EndOn(EndsOnBefore);
        action.Touch(by, now);
        (UndoneAt, UndoneBy) = (now, by.PersonId);
    }
}
