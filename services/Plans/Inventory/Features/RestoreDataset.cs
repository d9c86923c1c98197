using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Brings a deleted candidate dataset back, within 30 days.</summary>
public static class RestoreDataset
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/inventory/datasets/{datasetId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestoreDataset))
        .WithSummary("Bring a deleted candidate dataset back, within 30 days");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid datasetId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var since = db.Now - CandidateDataset.Restorable;
        var dataset = await db.WithDeleted<CandidateDataset>().FirstOrDefaultAsync(d => d.Id == datasetId && d.DeletedAt >= since, ct);
        if (dataset is null)
        {
            return Problems.NotFound("deleted dataset");
        }

        dataset.Restore();
        dataset.Touch(db.Scope, db.Now);
        db.Note(dataset, "restored");
        db.Record("dataset-restored", "dataset", dataset.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(dataset.Version);
        return TypedResults.Ok(new Response(dataset.Id, dataset.Version));
    }
}
