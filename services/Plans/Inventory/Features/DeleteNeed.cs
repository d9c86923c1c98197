using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Takes a data need off the list; it can be brought back for 30 days.</summary>
public static class DeleteNeed
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/inventory/needs/{needId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DeleteNeed))
        .WithSummary("Remove a data need; it can be brought back for 30 days")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid needId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var need = await db.Needs.FirstOrDefaultAsync(n => n.Id == needId, ct);
        if (need is null)
        {
            return Problems.NotFound("need");
        }

        if (http.Refuse(need.Version, GetNeed.Show(need)) is { } refused)
        {
            return refused;
        }

        need.Delete(db.Now);
        need.Touch(db.Scope, db.Now);
        db.Record("need-deleted", "need", need.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
