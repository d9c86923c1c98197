using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Strategie;

namespace OpenDataAnimation.Portal.Pages.Plan;

internal enum PlanState { Draft, Active, Closed }

internal sealed record PlanView(
    int Version, PlanState State, DateOnly? StartsOn, DateOnly? EndsOn, Someone? Elected, Someone? Lead, DateOnly? CouncilOn, string? Deliberation,
    IReadOnlyList<int> Levels, int ActionsTotal, int ActionsDone, int ActionsLate, IReadOnlyList<PlanObjective> Objectives, DerivedFrom? Strategy, IReadOnlyList<PlanObjective>? Own = null)
{
    /// <summary>The nine, then the body's own.</summary>
    public IEnumerable<PlanObjective> All => Objectives.Concat(Own ?? []);

    public bool IsEmpty => Version == 0 && ActionsTotal == 0 && !All.Any(o => o.Version > 0);

    public PlanObjective? Objective(string code) => All.FirstOrDefault(o => o.Code == code);
}

/// <param name="Parent">Whose strategy it is, where that of a parent is taken up.</param>
internal sealed record DerivedFrom(string Title, StrategyState State, string? Parent, DateOnly? CouncilOn);

internal sealed record Someone(Guid? Id, string Name);

/// <param name="Version">0 while nothing was written about it.</param>
/// <param name="Proofs">Evidence of the actions that serve it.</param>
internal sealed record PlanObjective(
    string Code, int Version, bool Declared, int? TargetLevel, DateOnly? TargetOn, string? Reason, bool Reached, DateOnly? EvaluatedOn,
    Guid? ProofEvidenceId, string? ProofUrl, string? Justification, DateOnly? JustifiedOn,
    IReadOnlyDictionary<ActionState, int> Actions, int ActionsLate, int Proofs)
{
    public int ActionsTotal => Actions.Values.Sum();

    public int Count(ActionState state) => Actions.GetValueOrDefault(state);

    /// <summary>How it stands on the board; a state of the catalogue.</summary>
    public string State => Reached ? "Reached" : !Declared ? "NotDeclared" : Count(ActionState.InProgress) + Count(ActionState.Done) > 0 ? "InProgress" : "Declared";

    /// <summary>What would make it true; null once it is.</summary>
    /// <param name="suggest">Whether to say what an objective that is not aimed at calls for: to the body's own people only.</param>
    /// <param name="isNext">Whether it is the next level of its axis.</param>
    public string? Missing(bool suggest = false, bool isNext = false) =>
        Reached || (!Declared && !suggest) ? null
        : !Declared && ActionsTotal > 0 ? "Des actions le servent déjà\u00A0: visez-le pour le suivre."
        : !Declared ? isNext ? "Prochain niveau de cet axe\u00A0: à viser quand vous voudrez." : null
        : ActionsTotal == 0 ? "Il manque une action."
        : Proofs > 0 ? "Des preuves sont là\u00A0: il reste à évaluer l’objectif."
        : Count(ActionState.Done) > 0 ? "Une action est faite\u00A0: il manque sa preuve."
        : "Il manque une action menée à son terme, et sa preuve.";
}

/// <summary>Evidence of one of the body's actions, to choose as the proof of an objective.</summary>
internal sealed record ProofChoice(Guid Id, EvidenceKind Kind, string Title, DateOnly? On, string ActionTitle);

internal sealed record Member(Guid PersonId, string Name, bool IsActive, bool IsMachine);

/// <summary>One page of a keyset list.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
