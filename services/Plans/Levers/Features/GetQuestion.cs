using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Inventory;
using OpenDataAnimation.Plans.Inventory.Features;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Levers.Features;

/// <summary>One cross-cutting question, with the datasets involved and the actions made from it.</summary>
public static class GetQuestion
{
    /// <param name="Choices">Datasets of the inventory that may be involved, by title.</param>
    public sealed record Response(
        Guid Id, int Version, string Title, string Ends, string? Actors, string? Data, IReadOnlyList<Guid> Datasets, string? Reuses, DateOnly? MeetingOn, string? MeetingNotes,
        string? Outcome, QuestionState State, DateTime UpdatedAt, IReadOnlyList<GetNeed.Choice> Choices, IReadOnlyList<LinkedAction> Actions);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/levers/questions/{questionId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetQuestion))
        .WithSummary("One cross-cutting question, with the datasets involved and the actions made from it");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid questionId, PlansDb db, HttpContext http, CancellationToken ct)
    {
        if (await db.Questions.AsNoTracking().FirstOrDefaultAsync(q => q.Id == questionId, ct) is not { } question)
        {
            return Problems.NotFound("question");
        }

        var datasets = await db.Datasets.OrderBy(d => d.Folded).Take(300).Select(d => new { d.Id, d.Title, d.State, d.RefreshDueOn }).ToListAsync(ct);
        http.ShowVersion(question.Version);
        return TypedResults.Ok(Show(question, db.Today) with
        {
            Choices = datasets.ConvertAll(d => new GetNeed.Choice(d.Id, d.Title, CandidateDataset.Shown(d.State, d.RefreshDueOn, db.Today))),
            Actions = await db.MadeFromAsync(questionId, ct),
        });
    }

    /// <summary>What is stored now, for those who edited an older one.</summary>
    internal static Response Show(CrossQuestion q, DateOnly today) => new(
        q.Id, q.Version, q.Title, q.Ends, q.Actors, q.Data, Codes.SplitIds(q.Datasets), q.Reuses, q.MeetingOn, q.MeetingNotes, q.Outcome,
        CrossQuestion.StateOf(q.MeetingOn, q.MeetingNotes, q.Outcome, today), q.UpdatedAt, [], []);
}
