namespace OpenDataAnimation.Portal.Pages.Trajectoire;

internal enum Standing { ToCome, Current, Met }

internal sealed record TrajectoryView(int Version, DateOnly? StartsOn, DateOnly? SuggestedStart, string Label, string Notice, IReadOnlyList<PhaseView> Phases)
{
    public int Met => Phases.Sum(p => p.Met);

    public int Criteria => Phases.Sum(p => p.Criteria.Count);
}

internal sealed record PhaseView(
    string Code, string Label, int FromMonth, int ToMonth, DateOnly? FromOn, DateOnly? ToOn, string Purpose, IReadOnlyList<string> Objectives, Standing Standing, int Met, IReadOnlyList<CriterionView> Criteria);

/// <param name="Proof">What of the plan proves it; null where nothing does.</param>
/// <param name="Page">Where that is seen, after the body's address.</param>
internal sealed record CriterionView(
    string Code, string Label, string? Objective, IReadOnlyList<string> Means, bool Met, string? Proof, string? Page, int Version, string? Justification, DateOnly? JustifiedOn);
