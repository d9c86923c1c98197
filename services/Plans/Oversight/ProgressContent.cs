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
