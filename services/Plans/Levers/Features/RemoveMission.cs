using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>Takes a mission off the list; while actions were made from it, it stays.</summary>
public static class RemoveMission
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/levers/missions/{missionId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RemoveMission))
        .WithSummary("Remove a mission that no action was made from")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid missionId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var mission = await db.Missions.FirstOrDefaultAsync(m => m.Id == missionId, ct);
        if (mission is null)
        {
            return Problems.NotFound("mission");
        }

        if (http.Refuse(mission.Version, GetLevers.Show(mission, 0)) is { } refused)
        {
            return refused;
        }

        if (await db.Actions.AnyAsync(a => a.OriginId == missionId, ct))
        {
            return Problems.Conflict("mission-in-use", "Actions of the plan were made from it.");
        }

        db.Missions.Remove(mission);
        db.Record("mission-removed", "mission", mission.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
