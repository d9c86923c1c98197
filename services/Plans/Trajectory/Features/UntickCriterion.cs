using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Trajectory.Features;

/// <summary>Takes a justification back; what the plan itself proves stays met.</summary>
public static class UntickCriterion
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/trajectory/criteria/{criterion}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(UntickCriterion))
        .WithSummary("Take the justification of an exit criterion back")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string criterion, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var tick = await db.CriterionTicks.FirstOrDefaultAsync(t => t.Code == criterion, ct);
        if (tick is null)
        {
            return Problems.NotFound("justification");
        }

        if (http.Refuse(tick.Version, new { tick.Justification, tick.On }) is { } refused)
        {
            return refused;
        }

        db.CriterionTicks.Remove(tick);
        db.Record("criterion-unticked", "plan", db.Scope.TenantId, new { code = tick.Code, before = tick.On });
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
