using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Framework.Features;

/// <summary>Takes a line out of the framework; it can be brought back for 30 days.</summary>
public static class RemoveFrameworkItem
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/framework/items/{itemId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RemoveFrameworkItem))
        .WithSummary("Take a line out of the framework; it can be brought back for 30 days")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid itemId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var item = await db.FrameworkItems.FirstOrDefaultAsync(i => i.Id == itemId, ct);
        if (item is null)
        {
            return Problems.NotFound("line");
        }

        if (http.Refuse(item.Version, new FrameworkFields(item.Title, item.Text, item.PersonId, item.EffortPercent)) is { } refused)
        {
            return refused;
        }

        item.DeletedAt = db.Now;
        db.Record("framework-removed", "framework", item.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
