using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Method.Own;
using OpenDataAnimation.Plans.Strategy;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Plan.Features;

/// <summary>The plan of a body with its nine objectives; an empty one where nothing was written yet.</summary>
public static class GetPlan
{
    /// <param name="Version">0 while nothing was written; to be sent back in If-Match.</param>
    /// <param name="Levels">Reached on axes 1, 2 and 3; 0 to 3.</param>
    /// <param name="Own">Objectives that the body added; they count for no level.</param>
    /// <param name="Mine">Whether the caller belongs to the body, rather than reads it as a parent.</param>
    public sealed record Response(
        int Version, PlanState State, DateOnly? StartsOn, DateOnly? EndsOn, Someone? Elected, Someone? Lead,
        DateOnly? CouncilOn, string? Deliberation, int[] Levels, int ActionsTotal, int ActionsDone, int ActionsLate,
        IReadOnlyList<Objective> Objectives, IReadOnlyList<Objective> Own, bool Mine, DerivedFrom? Strategy);

    /// <summary>The strategy that the plan derives from; null for a plan without one.</summary>
    /// <param name="Parent">Whose it is, where that of a parent is taken up.</param>
    public sealed record DerivedFrom(string Title, StrategyState State, string? Parent, DateOnly? CouncilOn);

    /// <param name="Id">Null for a person who is only named.</param>
    public sealed record Someone(Guid? Id, string Name);

    /// <param name="Version">0 while nothing was written about it.</param>
    /// <param name="Actions">Number of actions by state.</param>
    /// <param name="Proofs">Pieces of evidence of the actions that serve it.</param>
    public sealed record Objective(
        string Code, int Version, bool Declared, int? TargetLevel, DateOnly? TargetOn, string? Reason, bool Reached, DateOnly? EvaluatedOn,
        Guid? ProofEvidenceId, string? ProofUrl, string? Justification, DateOnly? JustifiedOn, IReadOnlyDictionary<ActionState, int> Actions, int ActionsLate, int Proofs);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/plan", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Plan, ShareLevel.Read)
        .WithName(nameof(GetPlan))
        .WithSummary("The plan of a body with its nine objectives");

    private static async Task<Ok<Response>> Handle(PlansDb db, HttpContext http, CancellationToken ct)
    {
        var tenant = db.Scope.TenantId;
        // From the body, which is always there: a plan that was not written yet may have a strategy.
        // Read as a list: "the first" would make SQL of a table within a table.
        var row = (await (
            from b in db.Bodies.AsNoTracking().Where(b => b.BodyId == tenant)
            join p in db.Plans on b.BodyId equals p.TenantId into plans
            from p in plans.DefaultIfEmpty()
            join s in db.Strategies on b.BodyId equals s.TenantId into strategies
            from s in strategies.DefaultIfEmpty()
            select new
            {
                Plan = p,
                Strategy = s,
                Parent = db.Bodies.Where(o => o.BodyId == s.ParentId).Select(o => o.Name).FirstOrDefault(),
                Elected = db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == p.ElectedId).Select(m => m.Name).FirstOrDefault(),
                Lead = db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == p.LeadId).Select(m => m.Name).FirstOrDefault(),
                Own = db.OwnEntries.Where(e => e.TenantId == b.BodyId && e.Kind == OwnKind.Objective).OrderBy(e => e.Id).Select(e => e.Code).ToList(),
                Written = db.Objectives.Where(o => o.TenantId == b.BodyId).ToList(),
            }).ToListAsync(ct)).FirstOrDefault();
        var own = row?.Own ?? [];
        // Its memberships came before its name did.
        var plan = row is null ? await db.Plans.AsNoTracking().FirstOrDefaultAsync(ct) : row.Plan;
        var written = (row?.Written ?? await db.Objectives.AsNoTracking().ToListAsync(ct)).ToDictionary(o => o.Code);
        var actions = await db.Actions.Where(a => a.ParentActionId == null)
            .Select(a => new { a.Objectives, a.State, a.EndsOn, Proofs = db.Evidence.Count(e => e.ActionId == a.Id && e.Kind != EvidenceKind.Attachment) }).ToListAsync(ct);

        var today = db.Today;
        var byCode = actions.SelectMany(a => Codes.Split(a.Objectives), (a, code) => (Code: code, a.State, Late: PlanAction.IsLate(a.EndsOn, a.State, today), a.Proofs))
            .ToLookup(a => a.Code, a => (a.State, a.Late, a.Proofs));
        var reached = written.Values.Where(o => o.Reached).Select(o => o.Code).ToHashSet();
        http.ShowVersion(plan?.Version ?? 0);
        return TypedResults.Ok(new Response(
            plan?.Version ?? 0, plan?.State ?? PlanState.Draft, plan?.StartsOn, plan?.EndsOn,
            Named(plan?.ElectedId, row?.Elected ?? plan?.ElectedName), Named(plan?.LeadId, row?.Lead ?? plan?.LeadName), plan?.CouncilOn, plan?.Deliberation,
            AxisLevels.Of(reached), actions.Count, actions.Count(a => a.State == ActionState.Done),
            actions.Count(a => PlanAction.IsLate(a.EndsOn, a.State, today)),
            [.. PlanCodes.Objectives.Select(code => Of(code, written.GetValueOrDefault(code), byCode[code]))],
            own.ConvertAll(code => Of(code, written.GetValueOrDefault(code), byCode[code])), db.Scope.ReadAs is null,
            row?.Strategy is { } strategy ? new DerivedFrom(strategy.Title, strategy.State, row.Parent, strategy.CouncilOn) : null));

        static Someone? Named(Guid? id, string? name) => id is null && name is null ? null : new Someone(id, name ?? "");
    }

    private static Objective Of(string code, DeclaredObjective? o, IEnumerable<(ActionState State, bool Late, int Proofs)> actions) => new(
        code, o?.Version ?? 0, o?.Declared ?? false, o?.TargetLevel, o?.TargetOn, o?.Reason, o?.Reached ?? false, o?.EvaluatedOn,
        o?.ProofEvidenceId, o?.ProofUrl, o?.Justification, o?.JustifiedOn, actions.CountBy(a => a.State).ToDictionary(), actions.Count(a => a.Late), actions.Sum(a => a.Proofs));
}
