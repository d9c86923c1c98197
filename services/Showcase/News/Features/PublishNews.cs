using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Showcase.News.Features;

/// <summary>The body says it to everyone, in the version that was read.</summary>
internal static class PublishNews
{
    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapPost("/bodies/{bodyId:guid}/news/{newsId:guid}/publication", Handle)
        .Needs(Right.Speak)
        .WithName(nameof(PublishNews))
        .WithSummary("Publish a news item on the body's public page; needs If-Match")
        .ProducesProblem(409)
        .ProducesProblem(428);

    private static Task<Results<Ok<NewsResponse>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid newsId, HttpContext http, ShowcaseDb db, CancellationToken ct) =>
        db.MoveAsync(http, newsId, [NewsState.Draft, NewsState.ToReview, NewsState.Withdrawn], NewsState.Published, "news-published", ct);
}
