using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>Removes an action from the plan; it can be brought back for 30 days.</summary>
public static class DeleteAction
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/actions/{actionId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DeleteAction))
        .WithSummary("Remove an action; it can be brought back for 30 days")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid actionId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var action = await db.Actions.FirstOrDefaultAsync(a => a.Id == actionId, ct);
        if (action is null)
        {
            return Problems.NotFound("action");
        }

        if (http.Refuse(action.Version, new MoveAction.Response(action.Id, action.Version, action.State)) is { } refused)
        {
            return refused;
        }

        if (await db.Objectives.AnyAsync(o => db.Evidence.Any(e => e.ActionId == actionId && e.Id == o.ProofEvidenceId), ct))
        {
            return Problems.Conflict("evidence-in-use", "Evidence of this action proves an objective: change the evaluation first.");
        }

        action.Delete(db.Now);
        action.Touch(db.Scope, db.Now);
        db.Record("action-deleted", "action", action.Id);
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
