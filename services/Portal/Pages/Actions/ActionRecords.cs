using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Actions;

internal enum ActionState { ToCome, InProgress, Done, Paused, Blocked, Dropped, ToDiscuss }

internal enum ActionPriority { Low, Normal, High }

internal enum EvidenceKind { Event, Article, Reuse, Document, Link, Note, Figure }

internal enum ActionSource { Own, Proposal }

internal sealed record Pilot(Guid Id, string Name)
{
    /// <summary>Someone who left the body and was erased has no name any more.</summary>
    public string Shown => Name.Length == 0 ? "une personne partie" : Name;
}

internal sealed record ActionItem(
    Guid Id, int Version, string Title, IReadOnlyList<string> Objectives, string? Mean, IReadOnlyList<string> Audiences, IReadOnlyList<Pilot> Pilots, string? Service,
    DateOnly? EndsOn, ActionState State, bool Late, ActionSource Source, DateTime? DeletedAt)
{
    /// <summary>Late is told where the state alone would not: it is what calls for an act.</summary>
    public string ShownState => Late && State is (ActionState.ToCome or ActionState.InProgress) ? "Late" : State.ToString();

    public string? PilotNames => Pilots.Count == 0 ? Service : string.Join(", ", Pilots.Select(p => p.Shown));
}

internal sealed record ActionView(
    Guid Id, int Version, string Title, string Description, IReadOnlyList<string> Objectives, string? Mean, IReadOnlyList<string> Audiences, IReadOnlyList<Pilot> Pilots,
    string? Service, string? Partners, DateOnly? StartsOn, DateOnly? EndsOn, ActionPriority Priority, decimal? EffortDays, decimal? Budget,
    ActionState State, string? Reason, bool Late, ActionSource Source, OtherBody? ProposedBy, DateTime UpdatedAt, Pilot? UpdatedBy, OtherBody? OnBehalfOf,
    IReadOnlyList<Proof> Evidence, bool MayEdit, string? UpdatedByLink, IReadOnlyList<LinkAnswer> Answers);

/// <summary>What someone without an account answered; <paramref name="StateBefore"/> is null when there was nothing left to change.</summary>
internal sealed record LinkAnswer(
    Guid Id, string Name, DateTime At, ActionState State, string? Text, DateOnly? EndsOn, string? ProofUrl, ActionState? StateBefore, DateOnly? EndsOnBefore,
    DateOnly? EndsOnAfter, DateTime? UndoneAt, bool MayUndo);

internal sealed record OtherBody(Guid BodyId, string Name, string Slug);

internal sealed record Proof(Guid Id, EvidenceKind Kind, string Title, string? Url, DateOnly? On, string? Note);

internal static class ActionStates
{
    public static bool NeedsReason(this ActionState state) => state is ActionState.Blocked or ActionState.Dropped;

    public static IReadOnlyList<Interface.FieldOption> Options { get; } = Interface.FieldOption.Of<ActionState>(PlanWords.Of);
}
