using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Actions;

public enum ActionState { ToCome, InProgress, Done, Paused, Blocked, Dropped, ToDiscuss }

public enum ActionPriority { Low, Normal, High }

public enum ActionSource { Own, Proposal }

/// <summary>Something the body does for its objectives.</summary>
public sealed class PlanAction : ITenantOwned, IVersioned, IRestorable
{
    /// <summary>How long a deleted action can be brought back.</summary>
    public static readonly TimeSpan Restorable = TimeSpan.FromDays(30);

    private PlanAction()
    {
    }

    public Guid TenantId { get; private init; }
    public Guid Id { get; private init; }
    public int Version { get; private set; } = 1;
    public DateTime? DeletedAt { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>The title without accents and case, for search.</summary>
    public string Folded { get; private set; } = "";
    public string Description { get; private set; } = "";

    /// <summary>Codes between spaces, see <see cref="Codes"/>; so are audiences and pilots.</summary>
    public string Objectives { get; private set; } = "";
    public string? Mean { get; private set; }
    public string Audiences { get; private set; } = "";
    public string Pilots { get; private set; } = "";
    public string? Service { get; private set; }
    public string? Partners { get; private set; }
    public DateOnly? StartsOn { get; private set; }
    public DateOnly? EndsOn { get; private set; }

    /// <summary><see cref="EndsOn"/>, or the last of days without one: a key to sort and page by is never null.</summary>
    public DateOnly SortEnd { get; private set; } = DateOnly.MaxValue;
    public ActionPriority Priority { get; private set; } = ActionPriority.Normal;

    /// <summary>In person-days.</summary>
    public decimal? EffortDays { get; private set; }

    /// <summary>In euros.</summary>
    public decimal? Budget { get; private set; }
    public ActionState State { get; private set; }

    /// <summary>Why it is blocked or was dropped.</summary>
    public string? Reason { get; private set; }
    public ActionSource Source { get; private init; }
    public Guid? ProposedBy { get; private init; }
    public Guid? CampaignId { get; private init; }
    public Guid? ProposalId { get; private init; }
    public DateTime CreatedAt { get; private init; }
    public DateTime UpdatedAt { get; private set; }
    public Guid? UpdatedBy { get; private set; }
    public Guid? UpdatedOnBehalfOf { get; private set; }

    /// <summary>The answer by secure link that changed it last; null when a member did.</summary>
    public Guid? UpdatedByAnswer { get; private set; }

    /// <summary>Answers that came by secure link: without any, none are looked for.</summary>
    public int Answers { get; private set; }

    public static PlanAction New(TenantScope scope, DateTime now) =>
        new() { TenantId = scope.TenantId, Id = Guid.CreateVersion7(), CreatedAt = now, UpdatedAt = now };

    public static PlanAction FromProposal(TenantScope scope, Guid proposalId, Guid proposedBy, Guid campaignId, DateTime now) => new()
    {
        TenantId = scope.TenantId,
        Id = Guid.CreateVersion7(),
        Source = ActionSource.Proposal,
        ProposalId = proposalId,
        ProposedBy = proposedBy,
        CampaignId = campaignId,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public static bool NeedsReason(ActionState state) => state is ActionState.Blocked or ActionState.Dropped;

    /// <summary>Late is worked out each time it is shown, never stored.</summary>
    public static bool IsLate(DateOnly? endsOn, ActionState state, DateOnly today) =>
        endsOn < today && state is not (ActionState.Done or ActionState.Dropped);

    public bool IsPilotedBy(Guid? person) => Codes.Has(Pilots, person);

    /// <summary>Takes over the fields as a person sent them; they were checked.</summary>
    public void Fill(ActionFields fields)
    {
        Title = fields.Title!.Trim();
        Folded = Folding.Fold(Title);
        Description = fields.Description?.Trim() ?? "";
        Objectives = Codes.Join(fields.Objectives!.Distinct().Order(StringComparer.Ordinal));
        Mean = fields.Mean;
        Audiences = Codes.Join(fields.Audiences!.Distinct());
        Pilots = Codes.Join((fields.Pilots ?? []).Distinct());
        (Service, Partners) = (Text(fields.Service), Text(fields.Partners));
        (StartsOn, EndsOn, SortEnd) = (fields.StartsOn, fields.EndsOn, fields.EndsOn ?? DateOnly.MaxValue);
        Priority = fields.Priority ?? ActionPriority.Normal;
        (EffortDays, Budget) = (fields.EffortDays, fields.Budget);
    }

    /// <exception cref="InvalidOperationException">Blocked or dropped without a reason.</exception>
    public void MoveTo(ActionState state, string? reason)
    {
        if (NeedsReason(state) && string.IsNullOrWhiteSpace(reason))
        {
            throw new InvalidOperationException($"{state} needs a reason.");
        }

        (State, Reason) = (state, NeedsReason(state) ? reason!.Trim() : null);
    }

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;

    /// <summary>Who changed it last, and in whose name when the body delegated.</summary>
    public void Touch(TenantScope scope, DateTime now) =>
        (UpdatedAt, UpdatedBy, UpdatedOnBehalfOf, UpdatedByAnswer) = (now, scope.PersonId, scope.OnBehalfOf, null);

    /// <summary>Changed by someone without an account.</summary>
    public void AnsweredBy(Guid answer, DateTime now)
    {
        (UpdatedAt, UpdatedBy, UpdatedOnBehalfOf, UpdatedByAnswer) = (now, null, null, answer);
        CountAnswer();
    }

    public void CountAnswer() => Answers++;

    public void EndOn(DateOnly? day) => (EndsOn, SortEnd) = (day, day ?? DateOnly.MaxValue);

    /// <summary>Someone hands over what they pilot.</summary>
    public void Pilot(Guid from, Guid to) => Pilots = Codes.Join(Codes.SplitIds(Pilots).Select(p => p == from ? to : p).Distinct());

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
