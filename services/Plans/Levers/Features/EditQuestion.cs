using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>Changes a cross-cutting question: the meeting it was talked about in, what came out of it.</summary>
public static class EditQuestion
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/levers/questions/{questionId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditQuestion))
        .WithSummary("Change a cross-cutting question")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<AskQuestion.Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid questionId, QuestionFields request, PlansDb db, HttpContext http, CancellationToken ct)
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

        if (await request.WrongFieldAsync(db, ct) is { } wrong)
        {
            return wrong;
        }

        question.Fill(request);
        question.Touch(db.Scope, db.Now);
        db.Record("question-edited", "question", question.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(question.Version);
        return TypedResults.Ok(new AskQuestion.Response(question.Id, question.Version));
    }
}
