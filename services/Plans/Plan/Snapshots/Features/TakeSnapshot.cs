using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Plan.Snapshots.Features;

/// <summary>Keeps the evaluation of the plan as it is today, under a name.</summary>
public static class TakeSnapshot
{
    /// <summary>A body keeps no more than these of its own; one more comes by itself each quarter.</summary>
    internal const int Most = 60;

    public sealed record Request(
        [property: Required(ErrorMessage = "Donnez un nom à cette photographie."), StringLength(120, MinimumLength = 2, ErrorMessage = "Le nom compte de 2 à 120 caractères.")] string? Name);

    public sealed record Response(Guid Id);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/snapshots", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(TakeSnapshot))
        .WithSummary("Keep the evaluation of the plan as it is today")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(Request request, PlansDb db, CancellationToken ct)
    {
        if (await db.PlanSnapshots.CountAsync(ct) >= Most)
        {
            return Problems.Conflict("too-many", $"A body keeps {Most} snapshots at most.");
        }

        var snapshot = db.PlanSnapshots.Add(await db.SnapshotAsync(request.Name!.Trim(), null, ct)).Entity;
        db.Record("snapshot-taken", "snapshot", snapshot.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/plans/bodies/{snapshot.TenantId}/snapshots/{snapshot.Id}", new Response(snapshot.Id));
    }

    /// <summary>The plan as it stands now; not yet kept.</summary>
    internal static async Task<PlanSnapshot> SnapshotAsync(this PlansDb db, string name, string? quarter, CancellationToken ct)
    {
        // The nine only: what is compared in time, and with others, is the same for all.
        var objectives = (await db.Objectives.Where(o => o.Declared || o.Reached).OrderBy(o => o.Code).Select(o => new { o.Code, o.Declared, o.Reached }).ToListAsync(ct))
            .FindAll(o => PlanCodes.IsObjective(o.Code));
        var actions = await db.Actions.Where(a => a.ParentActionId == null).GroupBy(a => a.State == ActionState.Done).Select(g => new { Done = g.Key, Count = g.Count() }).ToListAsync(ct);
        var reached = objectives.Where(o => o.Reached).Select(o => o.Code).ToList();
        var levels = AxisLevels.Of(reached.ToHashSet());
        return new PlanSnapshot
        {
            TenantId = db.Scope.TenantId,
            Id = Guid.CreateVersion7(),
            Name = name,
            On = db.Today,
            TakenAt = db.Now,
            TakenBy = db.Scope.PersonId,
            Quarter = quarter,
            Level1 = levels[0],
            Level2 = levels[1],
            Level3 = levels[2],
            ReachedCodes = Codes.Join(reached),
            DeclaredCodes = Codes.Join(objectives.Where(o => o.Declared).Select(o => o.Code)),
            ActionsTotal = actions.Sum(a => a.Count),
            ActionsDone = actions.Where(a => a.Done).Sum(a => a.Count),
        };
    }
}

/// <summary>The body's kept evaluations, oldest first, and where it stands today.</summary>
public static class ListSnapshots
{
    /// <param name="By">Null for one that was taken by itself; empty for who is no longer known.</param>
    public sealed record Item(
        Guid Id, int Version, string Name, DateOnly On, bool Automatic, string? By, int[] Levels, string[] Reached, string[] Declared, int ActionsTotal, int ActionsDone);

    /// <param name="Deleted">Those that can still be brought back.</param>
    public sealed record Response(IReadOnlyList<Item> Items, Item Now, IReadOnlyList<DeletedSnapshot> Deleted);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/snapshots", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListSnapshots))
        .WithSummary("Kept evaluations of the plan, and where it stands today");

    private static async Task<Ok<Response>> Handle(PlansDb db, CancellationToken ct)
    {
        var tenant = db.Scope.TenantId;
        var since = db.Now - SnapshotLife.Restorable;
        var all = await db.WithDeleted<PlanSnapshot>().AsNoTracking().Where(s => s.DeletedAt == null || s.DeletedAt >= since).OrderBy(s => s.On).ThenBy(s => s.TakenAt).Take(TakeSnapshot.Most * 2).Select(s => new
        {
            Snapshot = s,
            By = db.Memberships.Where(m => m.BodyId == tenant && m.PersonId == s.TakenBy).Select(m => m.Name).FirstOrDefault(),
        }).ToListAsync(ct);
        var kept = all.FindAll(k => k.Snapshot.DeletedAt is null);
        return TypedResults.Ok(new Response(kept.ConvertAll(k => Show(k.Snapshot, k.Snapshot.TakenBy is null ? null : k.By ?? "")), Show(await db.SnapshotAsync("", null, ct), null),
            [.. all.Except(kept).Select(k => new DeletedSnapshot(k.Snapshot.Id, k.Snapshot.Name, k.Snapshot.On))]));
    }

    private static Item Show(PlanSnapshot s, string? by) => new(
        s.Id, s.Version, s.Name, s.On, s.Quarter is not null, by, [s.Level1, s.Level2, s.Level3], Codes.Split(s.ReachedCodes), Codes.Split(s.DeclaredCodes), s.ActionsTotal, s.ActionsDone);
}
