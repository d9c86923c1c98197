using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Answers.Features;

/// <summary>Takes back what an answer by secure link changed: the action is as it was before. Not when someone has changed the same things since.</summary>
public static class UndoAnswer
{
    public sealed record Response(Guid Id, int Version, ActionState State);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/actions/{actionId:guid}/answers/{answerId:guid}/undo", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(UndoAnswer))
        .WithSummary("Take back what an answer by secure link changed")
        .ProducesProblem(403).ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid actionId, Guid answerId, PlansDb db, CancellationToken ct)
    {
        var action = await db.Actions.FirstOrDefaultAsync(a => a.Id == actionId, ct);
        var answer = await db.Answers.FirstOrDefaultAsync(a => a.Id == answerId && a.ActionId == actionId, ct);
        if (action is null || answer is null)
        {
            return Problems.NotFound("answer");
        }

        if (answer.UndoneAt is not null || !answer.IsApplied)
        {
            return Problems.Conflict("answer-undone", "This answer changes nothing any more.");
        }

        if (!answer.IsAsLeft(action))
        {
            return Problems.Conflict("changed-since", "The action was changed after this answer: taking the answer back would undo that too.");
        }

        if (answer.EvidenceId is { } proof)
        {
            if (await db.Objectives.AnyAsync(o => o.ProofEvidenceId == proof, ct))
            {
                return Problems.Conflict("evidence-in-use", "It proves an objective: change the evaluation first.");
            }

            if (await db.Evidence.FirstOrDefaultAsync(e => e.Id == proof, ct) is { } evidence)
            {
                evidence.DeletedAt = db.Now;
            }
        }

        var before = action.Values();
        answer.TakeBackFrom(action, db.Scope, db.Now);
        db.Note(action, "answer-undone", before);
        db.Record("answer-undone", "action", action.Id, new { answer = answer.Id, before = answer.State, after = action.State });
        db.ShareLater(PlansService.Name, ShareSubject.Plan);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(action.Id, action.Version, action.State));
    }
}
