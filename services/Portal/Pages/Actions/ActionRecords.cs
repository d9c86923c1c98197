using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Actions;

internal enum ActionState { ToCome, InProgress, Done, Paused, Blocked, Dropped, ToDiscuss }

internal enum ActionPriority { Low, Normal, High }

internal enum EvidenceKind { Event, Article, Reuse, Document, Link, Note, Figure, Attachment }

internal enum ActionSource { Own, Proposal, Import }

internal enum ActionOrigin { Dataset, Need, Question, Mission, CoDesign }

/// <summary>What of the plan an action was made from; no title where it was deleted since.</summary>
internal sealed record MadeFrom(ActionOrigin Kind, Guid Id, string? Title)
{
    public string Word => Kind switch
    {
        ActionOrigin.Dataset => "Jeu de données",
        ActionOrigin.Need => "Besoin de données",
        ActionOrigin.Question => "Problématique",
        ActionOrigin.Mission => "Mission",
        _ => "Co-conception",
    };

    public string Page => Kind switch
    {
        ActionOrigin.Dataset => $"recensement/{Id}",
        ActionOrigin.Need => $"recensement/besoins/{Id}",
        ActionOrigin.Question => $"leviers/problematiques/{Id}",
        ActionOrigin.Mission => $"leviers/missions/{Id}",
        _ => $"leviers/co-conception/{Id}",
    };
}

internal enum Recurrence { None, Monthly, Quarterly, HalfYearly, Yearly }

internal enum NoteKind { Change, Comment }

internal sealed record Pilot(Guid Id, string Name)
{
    /// <summary>Someone who left the body and was erased has no name any more.</summary>
    public string Shown => Name.Length == 0 ? "une personne partie" : Name;

    /// <summary>Those with an account and those without; null for no one.</summary>
    public static string? Names(IReadOnlyList<Pilot> pilots, string? others) =>
        string.Join(", ", pilots.Select(p => p.Shown).Append(others).Where(n => !string.IsNullOrEmpty(n))) is { Length: > 0 } names ? names : null;
}

internal sealed record ActionItem(
    Guid Id, int Version, string Title, IReadOnlyList<string> Objectives, string? Mean, IReadOnlyList<string> Audiences, IReadOnlyList<Pilot> Pilots, string? Service,
    DateOnly? EndsOn, ActionState State, bool Late, ActionSource Source, DateTime? DeletedAt, string? PilotNames = null, Guid? ParentActionId = null)
{
    /// <summary>Late is told where the state alone would not: it is what calls for an act.</summary>
    public string ShownState => Late && State is (ActionState.ToCome or ActionState.InProgress) ? "Late" : State.ToString();

    public string? Who => Pilot.Names(Pilots, PilotNames) ?? (Service is null ? null : $"{Service}, sans pilote");
}

internal sealed record ActionView(
    Guid Id, int Version, string Title, string Description, IReadOnlyList<string> Objectives, string? Mean, IReadOnlyList<string> Audiences, IReadOnlyList<Pilot> Pilots,
    string? Service, string? Partners, DateOnly? StartsOn, DateOnly? EndsOn, ActionPriority Priority, decimal? EffortDays, decimal? Budget,
    ActionState State, string? Reason, bool Late, ActionSource Source, OtherBody? ProposedBy, DateTime UpdatedAt, Pilot? UpdatedBy, OtherBody? OnBehalfOf,
    IReadOnlyList<Proof> Evidence, bool MayEdit, string? PilotNames = null, Guid? ParentActionId = null, string? Section = null,
    Recurrence Recurrence = Recurrence.None, string? Funding = null, Guid? NextActionId = null, Part? PartOf = null, IReadOnlyList<Part>? Parts = null,
    IReadOnlyList<Note>? Notes = null, bool MayComment = false, IReadOnlyList<Pilot>? Members = null, string? UpdatedByLink = null, IReadOnlyList<LinkAnswer>? Answers = null,
    MadeFrom? Origin = null, Guid? ProposalId = null, Guid? CampaignId = null)
{
    /// <summary>Taken from what a child offered, which is no letter.</summary>
    public bool IsTakenOver => ProposalId is not null && ProposalId == CampaignId;

    public IEnumerable<Proof> Proofs => Evidence.Where(e => e.Kind != EvidenceKind.Attachment);

    public IEnumerable<Proof> Attached => Evidence.Where(e => e.Kind == EvidenceKind.Attachment);
}

internal sealed record Part(Guid Id, int Version, string Title, ActionState State, bool Late, DateOnly? EndsOn);

/// <summary>A comment, or a change with both values of each field.</summary>
internal sealed record Note(
    Guid Id, int Version, NoteKind Kind, DateTime At, Pilot? By, OtherBody? From, string Act, string Text, IReadOnlyList<ChangedField> Changes,
    IReadOnlyList<Pilot> Mentions, bool Shared, bool Hidden, bool MayHide);

/// <summary>What was said about the action of that title and changed in it, a page of it.</summary>
internal sealed record ActionNotes(string Title, IReadOnlyList<Note> Items, string? Next);

/// <summary>How many actions lack what; with who may be given them.</summary>
internal sealed record Gaps(int NoPilot, int NoEnd, int Late, int NoProof, IReadOnlyList<Pilot>? Members = null, string? UpdatedByLink = null, IReadOnlyList<LinkAnswer>? Answers = null);

/// <summary>An action on the board and on the time line.</summary>
internal sealed record BoardItem(
    Guid Id, int Version, string Title, IReadOnlyList<string> Objectives, ActionState State, bool Late, DateOnly? StartsOn, DateOnly? EndsOn, ActionPriority Priority,
    IReadOnlyList<Pilot> Pilots, string? PilotNames, Guid? ParentActionId, bool Mine, string? Service = null)
{
    public string? Who => Pilot.Names(Pilots, PilotNames) ?? (Service is null ? null : $"{Service}, sans pilote");
}

internal sealed record BoardOfActions(IReadOnlyList<BoardItem> Items, bool HasMore);

internal sealed record ChangedField(string Field, string? Before, string? After);

/// <summary>What someone without an account answered; <paramref name="StateBefore"/> is null when there was nothing left to change.</summary>
internal sealed record LinkAnswer(
    Guid Id, string Name, DateTime At, ActionState State, string? Text, DateOnly? EndsOn, string? ProofUrl, ActionState? StateBefore, DateOnly? EndsOnBefore,
    DateOnly? EndsOnAfter, DateTime? UndoneAt, bool MayUndo);

internal sealed record OtherBody(Guid BodyId, string Name, string Slug);

internal sealed record Proof(Guid Id, EvidenceKind Kind, string Title, string? Url, DateOnly? On, string? Note, string? FileName = null, int? FileBytes = null);

internal static class ActionStates
{
    public static bool NeedsReason(this ActionState state) => state is ActionState.Blocked or ActionState.Dropped;

    public static IReadOnlyList<Interface.FieldOption> Options { get; } = Interface.FieldOption.Of<ActionState>(PlanWords.Of);
}
