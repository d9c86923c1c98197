using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Someone spots data that may be opened.</summary>
public static class AddDataset
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/inventory/datasets", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AddDataset))
        .WithSummary("Add a candidate dataset to the inventory")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Created<Response>, ValidationProblem>> Handle(DatasetFields request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (await request.WrongFieldAsync(db, null, ct) is { } wrong)
        {
            return wrong;
        }

        var dataset = CandidateDataset.New(db.Scope, db.Now);
        dataset.Fill(await request.WithServiceAsync(db, ct));
        db.Datasets.Add(dataset);
        db.Note(dataset, "added");
        db.Record("dataset-added", "dataset", dataset.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(dataset.Version);
        return TypedResults.Created($"/api/plans/bodies/{dataset.TenantId}/inventory/datasets/{dataset.Id}", new Response(dataset.Id, dataset.Version));
    }
}
