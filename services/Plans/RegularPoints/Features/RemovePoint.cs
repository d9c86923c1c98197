using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.RegularPoints.Features;

/// <summary>Removes a point; it can be brought back for 30 days.</summary>
public static class RemovePoint
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/points/{pointId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RemovePoint))
        .WithSummary("Remove a point; it can be brought back for 30 days")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid pointId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var point = await db.Points.FirstOrDefaultAsync(p => p.Id == pointId, ct);
        if (point is null)
        {
            return Problems.NotFound("point");
        }

        if (http.Refuse(point.Version, new EditPoint.Response(point.Id, point.Version)) is { } refused)
        {
            return refused;
        }

        point.DeletedAt = db.Now;
        db.Record("point-removed", "point", point.Id, new { point.On });
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
