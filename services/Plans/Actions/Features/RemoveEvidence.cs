using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Actions.Features;

/// <summary>Takes evidence off an action; it can be brought back for 30 days.</summary>
public static class RemoveEvidence
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/actions/{actionId:guid}/evidence/{evidenceId:guid}", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(RemoveEvidence))
        .WithSummary("Take evidence off an action; it can be brought back for 30 days")
        .ProducesProblem(403).ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid actionId, Guid evidenceId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var action = await db.Actions.FirstOrDefaultAsync(a => a.Id == actionId, ct);
        var evidence = await db.Evidence.FirstOrDefaultAsync(e => e.Id == evidenceId && e.ActionId == actionId, ct);
        if (action is null || evidence is null)
        {
            return Problems.NotFound("evidence");
        }

        if (!action.MayBeChangedBy(http))
        {
            return GetAction.NotPiloted();
        }

        if (await db.Objectives.AnyAsync(o => o.ProofEvidenceId == evidenceId, ct))
        {
            return Problems.Conflict("evidence-in-use", "It proves an objective: change the evaluation first.");
        }

        evidence.DeletedAt = db.Now;
        action.Touch(db.Scope, db.Now);
        db.Note(action, "evidence-removed");
        db.Record("evidence-removed", "action", action.Id, new { evidence.Id });
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
