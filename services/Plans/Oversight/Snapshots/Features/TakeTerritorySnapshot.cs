using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Plan.Snapshots;
using OpenDataAnimation.Plans.Plan.Snapshots.Features;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Oversight.Snapshots.Features;

/// <summary>Keeps the grid as it is today, under a name.</summary>
public static class TakeTerritorySnapshot
{
    /// <summary>A body keeps no more than these.</summary>
    internal const int Most = 60;

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/oversight/snapshots", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(TakeTerritorySnapshot))
        .WithSummary("Keep the grid of the territory as it is today")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Created<TakeSnapshot.Response>, ProblemHttpResult>> Handle(TakeSnapshot.Request request, PlansDb db, CancellationToken ct)
    {
        if (await db.TerritorySnapshots.CountAsync(ct) >= Most)
        {
            return Problems.Conflict("too-many", $"A body keeps {Most} snapshots at most.");
        }

        await using var write = await db.BeginWriteAsync(ct);
        var snapshot = await db.KeepTerritoryAsync(request.Name!.Trim(), null, ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Created($"/api/plans/bodies/{snapshot.TenantId}/oversight/snapshots/{snapshot.Id}", new TakeSnapshot.Response(snapshot.Id));
    }

    /// <summary>Copies what is shared today; nothing is saved here.</summary>
    /// <param name="quarter">Set where it is taken by itself.</param>
    internal static async Task<TerritorySnapshot> KeepTerritoryAsync(this PlansDb db, string name, string? quarter, CancellationToken ct)
    {
        var snapshot = db.TerritorySnapshots.Add(new TerritorySnapshot
        {
            TenantId = db.Scope.TenantId,
            Id = Guid.CreateVersion7(),
            Name = name,
            On = db.Today,
            TakenAt = db.Now,
            TakenBy = db.Scope.PersonId,
            Quarter = quarter,
        }).Entity;
        // Only what counts under the policy in force, as in the grid.
        var shared = await (
            from s in db.Progress.AsNoTracking()
            join p in db.SharePolicies on new { s.TenantId, s.OwnerId, s.Epoch } equals new { TenantId = p.ParentId, OwnerId = p.ChildId, p.Epoch }
            where p.Subject == ShareSubject.Plan && p.Level >= ShareLevel.ProgressOnly
            select s).ToListAsync(ct);
        db.SnapshotRows.AddRange(shared.Select(s => new SnapshotRow
        {
            TenantId = s.TenantId,
            SnapshotId = snapshot.Id,
            OwnerId = s.OwnerId,
            Epoch = s.Epoch,
            ReachedCodes = s.ReachedCodes,
            DeclaredCodes = s.DeclaredCodes,
            Declared = s.Declared,
            Reached = s.Reached,
            ActionsTotal = s.ActionsTotal,
            ActionsDone = s.ActionsDone,
            Level1 = s.Level1,
            Level2 = s.Level2,
            Level3 = s.Level3,
        }));
        db.Record("territory-snapshot-taken", "snapshot", snapshot.Id, new { rows = shared.Count, quarter });
        return snapshot;
    }
}
