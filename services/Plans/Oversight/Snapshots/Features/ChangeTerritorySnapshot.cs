using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Plan.Snapshots.Features;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Oversight.Snapshots.Features;

/// <summary>Gives a snapshot of the territory another name; what it keeps of that day stays as it was.</summary>
public static class RenameTerritorySnapshot
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/oversight/snapshots/{territorySnapshotId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RenameTerritorySnapshot))
        .WithSummary("Rename a snapshot of the territory")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid territorySnapshotId, TakeSnapshot.Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var snapshot = await db.TerritorySnapshots.FirstOrDefaultAsync(s => s.Id == territorySnapshotId, ct);
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

/// <summary>Takes a snapshot of the territory off the list; it can be brought back for 30 days.</summary>
public static class DeleteTerritorySnapshot
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/oversight/snapshots/{territorySnapshotId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DeleteTerritorySnapshot))
        .WithSummary("Remove a snapshot of the territory; it can be brought back for 30 days")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid territorySnapshotId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var snapshot = await db.TerritorySnapshots.FirstOrDefaultAsync(s => s.Id == territorySnapshotId, ct);
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

/// <summary>Brings a snapshot of the territory back, within 30 days.</summary>
public static class RestoreTerritorySnapshot
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/oversight/snapshots/{territorySnapshotId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestoreTerritorySnapshot))
        .WithSummary("Bring a snapshot of the territory back, within 30 days");

    private static async Task<Results<Ok<RenameTerritorySnapshot.Response>, ProblemHttpResult>> Handle(Guid territorySnapshotId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var since = db.Now - SnapshotLife.Restorable;
        var snapshot = await db.WithDeleted<TerritorySnapshot>().FirstOrDefaultAsync(s => s.Id == territorySnapshotId && s.DeletedAt >= since, ct);
        if (snapshot is null)
        {
            return Problems.NotFound("deleted snapshot");
        }

        snapshot.Restore();
        db.Record("snapshot-restored", "snapshot", snapshot.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(snapshot.Version);
        return TypedResults.Ok(new RenameTerritorySnapshot.Response(snapshot.Id, snapshot.Version));
    }
}
