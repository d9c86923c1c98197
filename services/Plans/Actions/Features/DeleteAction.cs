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

        // What it is made of goes with it, and comes back with it.
        var parts = await db.Actions.Where(a => a.ParentActionId == actionId).ToListAsync(ct);
        var gone = parts.Select(p => p.Id).Append(actionId).ToList();
        if (await db.Objectives.AnyAsync(o => db.Evidence.Any(e => gone.Contains(e.ActionId) && e.Id == o.ProofEvidenceId), ct))
        {
            return Problems.Conflict("evidence-in-use", "Evidence of this action proves an objective: change the evaluation first.");
        }

        // One instant for all: by it they are known to belong together.
        var now = db.Now;
        foreach (var each in parts.Append(action))
        {
            each.Delete(now);
            each.Touch(db.Scope, db.Now);
            db.Note(each, "deleted");
            db.Record("action-deleted", "action", each.Id);
        }

        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
