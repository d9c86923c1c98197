using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>Brings a deleted action back, within 30 days.</summary>
public static class RestoreAction
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/actions/{actionId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestoreAction))
        .WithSummary("Bring a deleted action back, within 30 days")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid actionId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var since = db.Now - PlanAction.Restorable;
        var action = await db.WithDeleted<PlanAction>().FirstOrDefaultAsync(a => a.Id == actionId && a.DeletedAt >= since, ct);
        if (action is null)
        {
            return Problems.NotFound("deleted action");
        }

        if (action.ParentActionId is { } parent && !await db.Actions.AnyAsync(a => a.Id == parent, ct))
        {
            return Problems.Conflict("parent-deleted", "The action that it is a part of is deleted: bring that one back.");
        }

        var parts = await db.WithDeleted<PlanAction>().Where(a => a.ParentActionId == actionId && a.DeletedAt == action.DeletedAt).ToListAsync(ct);
        foreach (var each in parts.Append(action))
        {
            each.Restore();
            each.Touch(db.Scope, db.Now);
            db.Note(each, "restored");
            db.Record("action-restored", "action", each.Id);
        }

        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(action.Version);
        return TypedResults.Ok(new Response(action.Id, action.Version));
    }
}
