using OpenDataAnimation.Plans.Actions;

namespace OpenDataAnimation.Plans.Oversight;

/// <summary>
/// What "progress only" shows of a plan, and all that crosses to a parent: codes, counts, states and months. No title, text,
/// person or document. Objectives about which there is nothing to say are left out.
/// </summary>
/// <param name="Levels">Of the three axes, 0 to 3.</param>
/// <param name="LastMonth">Such as <c>2026-11</c>; null when nothing was ever done.</param>
public sealed record ProgressContent(
    int[] Levels, string? LastMonth, SortedDictionary<ActionState, int> Actions, ObjectiveProgress[] Objectives);

/// <param name="TargetOn">Month of the target, <c>2027-06</c>.</param>
/// <param name="Actions">Number of actions by state; an action counts under each of its objectives.</param>
public sealed record ObjectiveProgress(
    string Code, bool Declared, int? TargetLevel, string? TargetOn, bool Reached, SortedDictionary<ActionState, int> Actions, string? LastMonth);

/// <summary>What the grid shows of one child, worked out once when it is delivered.</summary>
/// <param name="Declared">How many of the nine objectives.</param>
/// <param name="ActionsTotal">Sub-actions are not counted.</param>
/// <param name="Levels">Of the three axes, 0 to 3.</param>
/// <param name="LastMonth">Such as <c>2026-11</c>; null when nothing was ever done.</param>
/// <param name="Cells">Of the nine objectives, in the method's order.</param>
public sealed record ProgressFigures(int Declared, int Reached, int ActionsTotal, int ActionsDone, int[] Levels, string? LastMonth, ProgressCell[] Cells);

public enum ProgressState { None, Declared, InProgress, Reached }

/// <summary>One objective of one child in the grid: a quarter of what was delivered, since 890 children have nine each.</summary>
/// <param name="Done">Actions done of <paramref name="Total"/>; both null where there is no action.</param>
/// <param name="TargetOn">Month of the target, <c>2027-06</c>, while it is not reached.</param>
public sealed record ProgressCell(ProgressState State, int? Done, int? Total, string? TargetOn)
{
    internal static ProgressCell Of(ObjectiveProgress? objective)
    {
        if (objective is null)
        {
            return new(ProgressState.None, null, null, null);
        }

        var (total, done) = (objective.Actions.Values.Sum(), objective.Actions.GetValueOrDefault(ActionState.Done));
        var state = objective.Reached ? ProgressState.Reached
            : !objective.Declared ? ProgressState.None
            : done + objective.Actions.GetValueOrDefault(ActionState.InProgress) > 0 ? ProgressState.InProgress
            : ProgressState.Declared;
        return new(state, total == 0 ? null : done, total == 0 ? null : total, state is ProgressState.Declared or ProgressState.InProgress ? objective.TargetOn : null);
    }
}
