using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Showcase.News.Features;

/// <summary>The author thinks it is ready: someone who speaks for the body is to read it.</summary>
internal static class SubmitNews
{
    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapPost("/bodies/{bodyId:guid}/news/{newsId:guid}/review", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(SubmitNews))
        .WithSummary("Ask for a draft to be reviewed; needs If-Match")
        .ProducesProblem(409)
        .ProducesProblem(428);

    private static Task<Results<Ok<NewsResponse>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid newsId, HttpContext http, ShowcaseDb db, CancellationToken ct) =>
        db.MoveAsync(http, newsId, [NewsState.Draft], NewsState.ToReview, "news-submitted", ct);
}
