using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Showcase.News.Features;

/// <summary>Someone brings a deleted news item back, as it was.</summary>
internal static class RestoreNews
{
    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapPost("/bodies/{bodyId:guid}/news/{newsId:guid}/restoration", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RestoreNews))
        .WithSummary("Bring back a news item that was deleted in the last 30 days");

    private static async Task<Results<Ok<NewsResponse>, ProblemHttpResult>> Handle(Guid bodyId, Guid newsId, HttpContext http, ShowcaseDb db, CancellationToken ct)
    {
        var since = db.Now - NewsItem.RestorableFor;
        var item = await db.WithDeleted<NewsItem>().FirstOrDefaultAsync(n => n.Id == newsId && n.DeletedAt > since, ct);
        if (item is null)
        {
            return Problems.NotFound("news item");
        }

        item.Restore();
        db.Record("news-restored", "news", item.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(item.Version);
        return TypedResults.Ok(NewsResponse.Of(item));
    }
}
