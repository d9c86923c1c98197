using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>Brings back evidence that was taken off, within 30 days.</summary>
public static class RestoreEvidence
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/actions/{actionId:guid}/evidence/{evidenceId:guid}/restoration", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(RestoreEvidence))
        .WithSummary("Bring back evidence that was taken off an action, within 30 days")
        .ProducesProblem(403).ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid actionId, Guid evidenceId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var since = db.Now - PlanAction.Restorable;
        var action = await db.Actions.FirstOrDefaultAsync(a => a.Id == actionId, ct);
        var evidence = await db.WithDeleted<Evidence>().FirstOrDefaultAsync(e => e.Id == evidenceId && e.ActionId == actionId && e.DeletedAt >= since, ct);
        if (action is null || evidence is null)
        {
            return Problems.NotFound("removed evidence");
        }

        if (!action.MayBeChangedBy(http))
        {
            return GetAction.NotPiloted();
        }

        evidence.DeletedAt = null;
        action.Touch(db.Scope, db.Now);
        db.Note(action, "evidence-restored");
        db.Record("evidence-restored", "action", action.Id, new { evidence.Id });
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
