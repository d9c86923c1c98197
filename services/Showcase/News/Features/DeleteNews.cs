using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Showcase.News.Features;

/// <summary>Someone throws a news item away; it can be brought back for 30 days. A published one is withdrawn first.</summary>
internal static class DeleteNews
{
    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapDelete("/bodies/{bodyId:guid}/news/{newsId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DeleteNews))
        .WithSummary("Delete a news item that is not public; needs If-Match")
        .ProducesProblem(409)
        .ProducesProblem(428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid bodyId, Guid newsId, HttpContext http, ShowcaseDb db, CancellationToken ct)
    {
        var item = await db.News.FirstOrDefaultAsync(n => n.Id == newsId, ct);
        if (item is null)
        {
            return Problems.NotFound("news item");
        }

        if (http.Refuse(item.Version, NewsResponse.Of(item)) is { } refusal)
        {
            return refusal;
        }

        if (item.State == NewsState.Published)
        {
            return Problems.Conflict("news-state", "A published news item is withdrawn before it is deleted.");
        }

        item.Delete(db.Now);
        db.Record("news-deleted", "news", item.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
