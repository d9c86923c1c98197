using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Brings a deleted data need back, within 30 days.</summary>
public static class RestoreNeed
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/inventory/needs/{needId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestoreNeed))
        .WithSummary("Bring a deleted data need back, within 30 days");

    private static async Task<Results<Ok<AddNeed.Response>, ProblemHttpResult>> Handle(Guid needId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var since = db.Now - CandidateDataset.Restorable;
        var need = await db.WithDeleted<DataNeed>().FirstOrDefaultAsync(n => n.Id == needId && n.DeletedAt >= since, ct);
        if (need is null)
        {
            return Problems.NotFound("deleted need");
        }

        // What answered it may have been deleted meanwhile: it goes back one step rather than point to nothing.
        if (need.DatasetId is { } dataset && !await db.Datasets.AnyAsync(d => d.Id == dataset, ct))
        {
            need.Unmatch();
        }

        need.Restore();
        need.Touch(db.Scope, db.Now);
        db.Record("need-restored", "need", need.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(need.Version);
        return TypedResults.Ok(new AddNeed.Response(need.Id, need.Version));
    }
}
