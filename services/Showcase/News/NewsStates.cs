using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Showcase.News;

/// <summary>A news item goes from one state to another, in the version that the caller has read.</summary>
internal static class NewsStates
{
    public static async Task<Results<Ok<NewsResponse>, ProblemHttpResult>> MoveAsync(
        this ShowcaseDb db, HttpContext http, Guid newsId, NewsState[] from, NewsState to, string act, CancellationToken ct)
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

        if (!from.Contains(item.State))
        {
            return Problems.Conflict("news-state", $"A news item that is {item.State} cannot become {to}.");
        }

        item.Become(to, db.Now);
        db.Record(act, "news", item.Id);
        await db.SaveChangesAsync(ct);
        http.ShowVersion(item.Version);
        return TypedResults.Ok(NewsResponse.Of(item));
    }
}
