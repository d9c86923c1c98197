using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Plan.Snapshots.Features;

/// <summary>Gives a snapshot of the plan another name; what it keeps of that day stays as it was.</summary>
public static class RenameSnapshot
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/snapshots/{snapshotId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RenameSnapshot))
        .WithSummary("Rename a snapshot of the plan")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid snapshotId, TakeSnapshot.Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var snapshot = await db.PlanSnapshots.FirstOrDefaultAsync(s => s.Id == snapshotId, ct);
        if (snapshot is null)
        {
            return Problems.NotFound("snapshot");
        }

        if (http.Refuse(snapshot.Version, new { snapshot.Id, snapshot.Version, snapshot.Name, snapshot.On }) is { } refused)
        {
            return refused;
        }

        snapshot.Name = request.Name!.Trim();
        db.Record("snapshot-renamed", "snapshot", snapshot.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(snapshot.Version);
        return TypedResults.Ok(new Response(snapshot.Id, snapshot.Version));
    }
}

/// <summary>Takes a snapshot of the plan off the list; it can be brought back for 30 days.</summary>
public static class DeleteSnapshot
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/snapshots/{snapshotId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DeleteSnapshot))
        .WithSummary("Remove a snapshot of the plan; it can be brought back for 30 days")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid snapshotId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var snapshot = await db.PlanSnapshots.FirstOrDefaultAsync(s => s.Id == snapshotId, ct);
        if (snapshot is null)
        {
            return Problems.NotFound("snapshot");
        }

        if (http.Refuse(snapshot.Version, new { snapshot.Id, snapshot.Version, snapshot.Name, snapshot.On }) is { } refused)
        {
            return refused;
        }

        snapshot.Delete(db.Now);
        db.Record("snapshot-deleted", "snapshot", snapshot.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}

/// <summary>Brings a snapshot of the plan back, within 30 days.</summary>
public static class RestoreSnapshot
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/snapshots/{snapshotId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestoreSnapshot))
        .WithSummary("Bring a snapshot of the plan back, within 30 days");

    private static async Task<Results<Ok<RenameSnapshot.Response>, ProblemHttpResult>> Handle(Guid snapshotId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var since = db.Now - SnapshotLife.Restorable;
        var snapshot = await db.WithDeleted<PlanSnapshot>().FirstOrDefaultAsync(s => s.Id == snapshotId && s.DeletedAt >= since, ct);
        if (snapshot is null)
        {
            return Problems.NotFound("deleted snapshot");
        }

        snapshot.Restore();
        db.Record("snapshot-restored", "snapshot", snapshot.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(snapshot.Version);
        return TypedResults.Ok(new RenameSnapshot.Response(snapshot.Id, snapshot.Version));
    }
}

/// <summary>What both kinds of snapshots have in common.</summary>
internal static class SnapshotLife
{
    /// <summary>How long a deleted one can be brought back.</summary>
    public static readonly TimeSpan Restorable = TimeSpan.FromDays(30);
}

/// <summary>One that was deleted and can be brought back.</summary>
public sealed record DeletedSnapshot(Guid Id, string Name, DateOnly On);
