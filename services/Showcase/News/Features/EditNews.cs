using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Showcase.News.Features;

/// <summary>Someone changes what a news item says. What is public is changed only by who may speak in the body's name.</summary>
internal static class EditNews
{
    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapPut("/bodies/{bodyId:guid}/news/{newsId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditNews))
        .WithSummary("Change a news item; needs If-Match")
        .ProducesValidationProblem()
        .ProducesProblem(409)
        .ProducesProblem(428);

    private static async Task<Results<Ok<NewsResponse>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid newsId, NewsRequest request, HttpContext http, ShowcaseDb db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var item = await db.News.FirstOrDefaultAsync(n => n.Id == newsId, ct);
        if (item is null)
        {
            return Problems.NotFound("news item");
        }

        if (item.State == NewsState.Published && !http.Standing().May(Right.Speak))
        {
            return Problems.NotAllowed("the project lead or an administrator of the body");
        }

        if (http.Refuse(item.Version, NewsResponse.Of(item)) is { } refusal)
        {
            return refusal;
        }

        var text = request.Text();
        item.Edit(text, db.Now);
        if (item.PublishedAt is null)
        {
            item.Rename(await db.FreeAsync(item.Title, item.Id, ct));
        }

        db.Record("news-edited", "news", item.Id);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.ShowVersion(item.Version);
        return TypedResults.Ok(NewsResponse.Of(item));
    }
}
