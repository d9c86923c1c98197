using System.Globalization;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Actions;

public enum ActionState { ToCome, InProgress, Done, Paused, Blocked, Dropped, ToDiscuss }

public enum ActionPriority { Low, Normal, High }

public enum ActionSource { Own, Proposal, Import }

/// <summary>What of the plan an action was made from, and keeps the link to.</summary>
public enum ActionOrigin { Dataset, Need, Question, Mission, CoDesign }

/// <summary>How often an action comes back: once it is done, the next one is put into the plan.</summary>
public enum Recurrence { None, Monthly, Quarterly, HalfYearly, Yearly }

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

    /// <summary>Those who pilot without an account here, in words.</summary>
    public string? PilotNames { get; private set; }

    /// <summary>The action that this one is a part of; such a part has none of its own.</summary>
    public Guid? ParentActionId { get; private set; }

    /// <summary>Where the body's own document files it: axis, sub-axis, in its words.</summary>
    public string? Section { get; private set; }
    public Recurrence Recurrence { get; private set; }

    /// <summary>The occurrence that followed this one; set once, so that doing it again makes no second.</summary>
    public Guid? NextActionId { get; private set; }
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

    /// <summary>Who pays, and how much, in words.</summary>
    public string? Funding { get; private set; }
    public ActionState State { get; private set; }

    /// <summary>Why it is blocked or was dropped.</summary>
    public string? Reason { get; private set; }
    public ActionSource Source { get; private init; }
    public Guid? ProposedBy { get; private init; }
    public Guid? CampaignId { get; private init; }
    public Guid? ProposalId { get; private init; }

    /// <summary>Set when it is made in one click from there, or tied to a dataset afterwards.</summary>
    public ActionOrigin? Origin { get; private set; }
    public Guid? OriginId { get; private set; }
    public DateTime CreatedAt { get; private init; }
    public DateTime UpdatedAt { get; private set; }
    public Guid? UpdatedBy { get; private set; }
    public Guid? UpdatedOnBehalfOf { get; private set; }

    /// <summary>The answer by secure link that changed it last; null when a member did.</summary>
    public Guid? UpdatedByAnswer { get; private set; }

    /// <summary>Answers that came by secure link: without any, none are looked for.</summary>
    public int Answers { get; private set; }

    /// <summary>Null unties it.</summary>
    public void ComeFrom(ActionOrigin? origin, Guid? id) => (Origin, OriginId) = (origin, id);

    public static PlanAction New(TenantScope scope, DateTime now, ActionSource source = ActionSource.Own, Guid? id = null) =>
        new() { TenantId = scope.TenantId, Id = id ?? Guid.CreateVersion7(), Source = source, CreatedAt = now, UpdatedAt = now };

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
        (PilotNames, ParentActionId, Section) = (Text(fields.PilotNames), fields.ParentActionId, Text(fields.Section));
        (Service, Partners, Funding) = (Text(fields.Service), Text(fields.Partners), Text(fields.Funding));
        (StartsOn, EndsOn, SortEnd) = (fields.StartsOn, fields.EndsOn, fields.EndsOn ?? DateOnly.MaxValue);
        Priority = fields.Priority ?? ActionPriority.Normal;
        (EffortDays, Budget, Recurrence) = (fields.EffortDays, fields.Budget, fields.Recurrence ?? Recurrence.None);
    }

    /// <summary>As a person would send it again.</summary>
    public ActionFields AsFields() => new(
        Title, Description, Codes.Split(Objectives), Mean, Codes.Split(Audiences), Codes.SplitIds(Pilots), Service, Partners, StartsOn, EndsOn, Priority,
        EffortDays, Budget, PilotNames, ParentActionId, Section, Recurrence, Funding);

    /// <summary>What people see of it, by field: two such tell a change.</summary>
    public IReadOnlyDictionary<string, string?> Values() => new Dictionary<string, string?>
    {
        ["title"] = Title,
        ["description"] = Description.Length == 0 ? null : Description,
        ["state"] = State.ToString(),
        ["reason"] = Reason,
        ["objectives"] = Word(Objectives),
        ["mean"] = Mean,
        ["audiences"] = Word(Audiences),
        ["pilots"] = Word(Pilots),
        ["pilotNames"] = PilotNames,
        ["service"] = Service,
        ["partners"] = Partners,
        ["startsOn"] = Day(StartsOn),
        ["endsOn"] = Day(EndsOn),
        ["priority"] = Priority.ToString(),
        ["effortDays"] = EffortDays?.ToString("0.##", CultureInfo.InvariantCulture),
        ["budget"] = Budget?.ToString("0.##", CultureInfo.InvariantCulture),
        ["funding"] = Funding,
        ["section"] = Section,
        ["recurrence"] = Recurrence.ToString(),
        ["parentActionId"] = ParentActionId?.ToString(),
    };

    /// <summary>The occurrence after this one, where it comes back and has a date; made at most once.</summary>
    public PlanAction? Next(TenantScope scope, DateTime now)
    {
        if (Recurrence == Recurrence.None || NextActionId is not null || (EndsOn ?? StartsOn) is null)
        {
            return null;
        }

        var next = New(scope, now);
        next.Fill(AsFields() with { StartsOn = Later(StartsOn), EndsOn = Later(EndsOn) });
        NextActionId = next.Id;
        return next;
    }

    private DateOnly? Later(DateOnly? day) => day?.AddMonths(Recurrence switch
    {
        Recurrence.Monthly => 1,
        Recurrence.Quarterly => 3,
        Recurrence.HalfYearly => 6,
        _ => 12,
    });

    /// <exception cref="InvalidOperationException">Blocked or dropped without a reason.</exception>
    public void MoveTo(ActionState state, string? reason)
    {
        if (NeedsReason(state) && string.IsNullOrWhiteSpace(reason))
        {
            throw new InvalidOperationException($"{state} needs a reason.");
        }

        (State, Reason) = (state, NeedsReason(state) ? reason!.Trim() : null);
    }

    public void ComeFrom(ActionOrigin origin, Guid id) => (Origin, OriginId) = (origin, id);

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

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Word(string joined) => joined.Length == 0 ? null : joined.Trim();

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
