using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Inventory.Features;

/// <summary>Ties an action that is in the plan already to the dataset that it is about.</summary>
public static class LinkAction
{
    public sealed record Request([property: Required(ErrorMessage = "Choisissez une action.")] Guid? ActionId);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/inventory/datasets/{datasetId:guid}/actions", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(LinkAction))
        .WithSummary("Tie an action of the plan to a candidate dataset")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult, ValidationProblem>> Handle(Guid datasetId, Request request, PlansDb db, CancellationToken ct)
    {
        if (!await db.Datasets.AnyAsync(d => d.Id == datasetId, ct))
        {
            return Problems.NotFound("dataset");
        }

        var action = await db.Actions.FirstOrDefaultAsync(a => a.Id == request.ActionId, ct);
        if (action is null)
        {
            return Problems.Field("actionId", "Cette action n’existe pas dans votre plan.");
        }

        if (action.OriginId == datasetId)
        {
            return TypedResults.NoContent();
        }

        if (action.OriginId is not null)
        {
            return Problems.Conflict("action-linked", "This action comes from something else: untie it there first.");
        }

        action.ComeFrom(ActionOrigin.Dataset, datasetId);
        action.Touch(db.Scope, db.Now);
        db.Note(action, "linked");
        db.Record("action-linked", "action", action.Id, new { dataset = datasetId });
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}

/// <summary>Unties an action from the dataset; both stay.</summary>
public static class UnlinkAction
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/inventory/datasets/{datasetId:guid}/actions/{actionId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(UnlinkAction))
        .WithSummary("Untie an action from a candidate dataset");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid datasetId, Guid actionId, PlansDb db, CancellationToken ct)
    {
        var action = await db.Actions.FirstOrDefaultAsync(a => a.Id == actionId && a.OriginId == datasetId, ct);
        if (action is null)
        {
            return Problems.NotFound("action");
        }

        action.ComeFrom(null, null);
        action.Touch(db.Scope, db.Now);
        db.Note(action, "unlinked");
        db.Record("action-unlinked", "action", action.Id, new { dataset = datasetId });
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
