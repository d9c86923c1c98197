using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Framework.Features;

/// <summary>Brings a line of the framework back, within 30 days, where it stood.</summary>
public static class RestoreFrameworkItem
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/framework/items/{itemId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestoreFrameworkItem))
        .WithSummary("Bring a line of the framework back, within 30 days")
        .ProducesProblem(409);

    private static async Task<Results<Ok<AddFrameworkItem.Response>, ProblemHttpResult>> Handle(Guid itemId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var since = db.Now - FrameworkItem.Restorable;
        var item = await db.WithDeleted<FrameworkItem>().FirstOrDefaultAsync(i => i.Id == itemId && i.DeletedAt >= since, ct);
        if (item is null)
        {
            return Problems.NotFound("removed line");
        }

        if (await db.FrameworkItems.CountAsync(ct) >= FrameworkItem.Most)
        {
            return Problems.Conflict("framework-full", $"A framework has {FrameworkItem.Most} lines at most.");
        }

        item.DeletedAt = null;
        db.Record("framework-restored", "framework", item.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(item.Version);
        return TypedResults.Ok(new AddFrameworkItem.Response(item.Id, item.Version));
    }
}
