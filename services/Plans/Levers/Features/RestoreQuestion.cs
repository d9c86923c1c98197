using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>Brings a deleted cross-cutting question back, within 30 days.</summary>
public static class RestoreQuestion
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/levers/questions/{questionId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestoreQuestion))
        .WithSummary("Bring a deleted cross-cutting question back, within 30 days");

    private static async Task<Results<Ok<AskQuestion.Response>, ProblemHttpResult>> Handle(Guid questionId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var since = db.Now - Inventory.CandidateDataset.Restorable;
        var question = await db.WithDeleted<CrossQuestion>().FirstOrDefaultAsync(q => q.Id == questionId && q.DeletedAt >= since, ct);
        if (question is null)
        {
            return Problems.NotFound("deleted question");
        }

        question.Restore();
        question.Touch(db.Scope, db.Now);
        db.Record("question-restored", "question", question.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(question.Version);
        return TypedResults.Ok(new AskQuestion.Response(question.Id, question.Version));
    }
}
