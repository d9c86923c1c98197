using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Campaigns.Models.Features;

/// <summary>Deletes a plan model, which can be undone for thirty days; what was proposed from it stays.</summary>
public static class DeleteModel
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/models/{modelId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DeleteModel))
        .WithSummary("Delete a plan model")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid modelId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var model = await db.PlanModels.FirstOrDefaultAsync(m => m.Id == modelId, ct);
        if (model is null)
        {
            return Problems.NotFound("model");
        }

        if (http.Refuse(model.Version, GetModel.Show(model)) is { } refused)
        {
            return refused;
        }

        model.Delete(db.Now);
        db.Record("model-deleted", "model", model.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}

/// <summary>Brings a deleted plan model back.</summary>
public static class RestoreModel
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/models/{modelId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestoreModel))
        .WithSummary("Bring a deleted plan model back, within thirty days");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid modelId, PlansDb db, CancellationToken ct)
    {
        var since = db.Now - PlanModel.Restorable;
        var model = await db.WithDeleted<PlanModel>().FirstOrDefaultAsync(m => m.Id == modelId && m.DeletedAt > since, ct);
        if (model is null)
        {
            return Problems.NotFound("model");
        }

        model.Restore();
        db.Record("model-restored", "model", model.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(model.Id, model.Version));
    }
}
