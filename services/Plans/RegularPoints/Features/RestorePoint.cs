using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.RegularPoints.Features;

/// <summary>Brings a removed point back, within 30 days; one that was planned only while no other is.</summary>
public static class RestorePoint
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/points/{pointId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestorePoint))
        .WithSummary("Bring a removed point back, within 30 days")
        .ProducesProblem(409);

    private static async Task<Results<Ok<EditPoint.Response>, ProblemHttpResult>> Handle(Guid pointId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        // Another one may be planned meanwhile.
        await using var write = await db.BeginWriteAsync(ct);
        var since = db.Now - RegularPoint.Restorable;
        var point = await db.WithDeleted<RegularPoint>().FirstOrDefaultAsync(p => p.Id == pointId && p.DeletedAt >= since, ct);
        if (point is null)
        {
            return Problems.NotFound("removed point");
        }

        if (point.State == PointState.Planned && await db.Points.AnyAsync(p => p.State == PointState.Planned, ct))
        {
            return Problems.Conflict("point-planned", "Another point is planned: one at a time.");
        }

        point.DeletedAt = null;
        db.Record("point-restored", "point", point.Id, new { point.On });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.ShowVersion(point.Version);
        return TypedResults.Ok(new EditPoint.Response(point.Id, point.Version));
    }
}
