using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>The body puts a question that crosses its services: what it wants to reach comes first.</summary>
public static class AskQuestion
{
    public sealed record Response(Guid Id, int Version);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/levers/questions", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(AskQuestion))
        .WithSummary("Put a cross-cutting question")
        .ProducesValidationProblem();

    private static async Task<Results<Created<Response>, ValidationProblem>> Handle(QuestionFields request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (await request.WrongFieldAsync(db, ct) is { } wrong)
        {
            return wrong;
        }

        var question = CrossQuestion.New(db.Scope, db.Now);
        question.Fill(request);
        question.Touch(db.Scope, db.Now);
        db.Questions.Add(question);
        db.Record("question-asked", "question", question.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(question.Version);
        return TypedResults.Created($"/api/plans/bodies/{question.TenantId}/levers/questions/{question.Id}", new Response(question.Id, question.Version));
    }
}
