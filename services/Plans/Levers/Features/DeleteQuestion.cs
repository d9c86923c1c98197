using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>Takes a cross-cutting question off the list; it can be brought back for 30 days.</summary>
public static class DeleteQuestion
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapDelete("/levers/questions/{questionId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DeleteQuestion))
        .WithSummary("Remove a cross-cutting question; it can be brought back for 30 days")
        .ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid questionId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        var question = await db.Questions.FirstOrDefaultAsync(q => q.Id == questionId, ct);
        if (question is null)
        {
            return Problems.NotFound("question");
        }

        if (http.Refuse(question.Version, GetQuestion.Show(question, db.Today)) is { } refused)
        {
            return refused;
        }

        question.Delete(db.Now);
        question.Touch(db.Scope, db.Now);
        db.Record("question-deleted", "question", question.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
