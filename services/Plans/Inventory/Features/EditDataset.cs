using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Changes what is written about a candidate dataset.</summary>
public static class EditDataset
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/inventory/datasets/{datasetId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditDataset))
        .WithSummary("Change a candidate dataset")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid datasetId, DatasetFields request, PlansDb db, HttpContext http, CancellationToken ct)
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

        if (await request.WrongFieldAsync(db, dataset, ct) is { } wrong)
        {
            return wrong;
        }

        var before = dataset.Values();
        dataset.Fill(await request.WithServiceAsync(db, ct));
        dataset.Touch(db.Scope, db.Now);
        db.Note(dataset, "edited", before);
        db.Record("dataset-edited", "dataset", dataset.Id);
        db.ShareLater(PlansService.Name, ShareSubject.Indicators);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(dataset.Version);
        return TypedResults.Ok(new Response(dataset.Id, dataset.Version));
    }
}
