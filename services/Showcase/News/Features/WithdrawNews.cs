using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Showcase.News.Features;

/// <summary>The body no longer says it; the item and its address are kept.</summary>
internal static class WithdrawNews
{
    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapPost("/bodies/{bodyId:guid}/news/{newsId:guid}/withdrawal", Handle)
        .Needs(Right.Speak)
        .WithName(nameof(WithdrawNews))
        .WithSummary("Take a news item off the public page; needs If-Match")
        .ProducesProblem(409)
        .ProducesProblem(428);

    private static Task<Results<Ok<NewsResponse>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid newsId, HttpContext http, ShowcaseDb db, CancellationToken ct) =>
        db.MoveAsync(http, newsId, [NewsState.Published], NewsState.Withdrawn, "news-withdrawn", ct);
}
