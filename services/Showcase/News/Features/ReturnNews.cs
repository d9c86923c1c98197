using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Showcase.News.Features;

/// <summary>Back to the author's desk.</summary>
internal static class ReturnNews
{
    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapPost("/bodies/{bodyId:guid}/news/{newsId:guid}/draft", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(ReturnNews))
        .WithSummary("Put a news item back among the drafts; needs If-Match")
        .ProducesProblem(409)
        .ProducesProblem(428);

    private static Task<Results<Ok<NewsResponse>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid newsId, HttpContext http, ShowcaseDb db, CancellationToken ct) =>
        db.MoveAsync(http, newsId, [NewsState.ToReview, NewsState.Withdrawn], NewsState.Draft, "news-returned", ct);
}
