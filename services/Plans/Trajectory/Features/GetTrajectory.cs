using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Method;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Trajectory.Features;

/// <summary>
/// The four phases of a body's transition. Exit criteria are met by what its plan already proves, or by a dated justification; phases signal,
/// they never gate.
/// </summary>
public static class GetTrajectory
{
    public enum Standing { ToCome, Current, Met }

    /// <param name="Version">0 while no date was chosen.</param>
    /// <param name="SuggestedStart">The plan's own start, where no date was chosen.</param>
    /// <param name="Notice">Whose reconstruction this is.</param>
    public sealed record Response(int Version, DateOnly? StartsOn, DateOnly? SuggestedStart, string Label, string Notice, IReadOnlyList<PhaseView> Phases);

    /// <param name="FromOn">By the chosen start; null without one.</param>
    public sealed record PhaseView(
        string Code, string Label, int FromMonth, int ToMonth, DateOnly? FromOn, DateOnly? ToOn, string Purpose, IReadOnlyList<string> Objectives, Standing Standing, int Met, IReadOnlyList<Criterion> Criteria);

    /// <param name="Proof">What of the plan proves it, in words; null where nothing does.</param>
    /// <param name="Page">Where that is seen, after the body's address; null where there is nothing to open.</param>
    /// <param name="Version">Of the justification; 0 while there is none.</param>
    public sealed record Criterion(
        string Code, string Label, string? Objective, IReadOnlyList<string> Means, bool Met, string? Proof, string? Page, int Version, string? Justification, DateOnly? JustifiedOn);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/trajectory", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetTrajectory))
        .WithSummary("The four phases of the body's transition, with what proves their exit criteria");

    private static async Task<Ok<Response>> Handle(PlansDb db, HttpContext http, CancellationToken ct)
    {
        var ticks = await db.CriterionTicks.AsNoTracking().ToDictionaryAsync(t => t.Code, ct);
        var facts = await Facts.ReadAsync(db, ct);
        var start = facts.StartsOn;
        var today = db.Today;
        http.ShowVersion(facts.Version);
        var method = MethodVersion.Current.Trajectory;
        return TypedResults.Ok(new Response(facts.Version, start, facts.PlanStart, method.Label, method.Notice, [.. method.Phases.Select(p => Show(p, start, today, facts, ticks))]));
    }

    private static PhaseView Show(Phase phase, DateOnly? start, DateOnly today, Facts facts, Dictionary<string, CriterionTick> ticks)
    {
        var criteria = phase.ExitCriteria.Select(c => Show(c, Proofs.Of(c, facts), ticks.GetValueOrDefault(c.Code))).ToList();
        var (from, to) = (start?.AddMonths(phase.FromMonth), start?.AddMonths(phase.ToMonth));
        var met = criteria.Count(c => c.Met);
        var standing = met == criteria.Count ? Standing.Met : from <= today && today < to ? Standing.Current : Standing.ToCome;
        return new PhaseView(phase.Code, phase.Label, phase.FromMonth, phase.ToMonth, from, to, phase.Purpose, phase.Objectives, standing, met, criteria);
    }

    private static Criterion Show(ExitCriterion c, (string Words, string Page)? proof, CriterionTick? tick) => new(
        c.Code, c.Label, c.Objective, c.Means, proof is not null || tick is not null, proof?.Words, proof?.Page, tick?.Version ?? 0, tick?.Justification, tick?.On);
}
