using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Takes a candidate dataset out of the inventory; it can be brought back for 30 days.</summary>
public static class DeleteDataset
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/inventory/datasets/{datasetId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DeleteDataset))
        .WithSummary("Remove a candidate dataset; it can be brought back for 30 days")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid datasetId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var dataset = await db.Datasets.FirstOrDefaultAsync(d => d.Id == datasetId, ct);
        if (dataset is null)
        {
            return Problems.NotFound("dataset");
        }

        if (http.Refuse(dataset.Version, GetDataset.Show(dataset, db.Today)) is { } refused)
        {
            return refused;
        }

        if (dataset.State is DatasetState.Published or DatasetState.ToRefresh)
        {
            return Problems.Conflict("dataset-published", "It is published: withdraw it first, so that its reason is kept.");
        }

        if (await db.Needs.AnyAsync(n => n.DatasetId == datasetId, ct))
        {
            return Problems.Conflict("dataset-in-use", "A data need is matched with it: change the need first.");
        }

        dataset.Delete(db.Now);
        dataset.Touch(db.Scope, db.Now);
        db.Note(dataset, "deleted");
        db.Record("dataset-deleted", "dataset", dataset.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
