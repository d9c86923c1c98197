using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Showcase.News.Features;

/// <summary>Someone begins a news item; nobody outside sees it yet.</summary>
internal static class WriteNews
{
    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapPost("/bodies/{bodyId:guid}/news", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(WriteNews))
        .WithSummary("Write a news item, as a draft")
        .ProducesValidationProblem();

    private static async Task<Created<NewsResponse>> Handle(Guid bodyId, NewsRequest request, HttpContext http, ShowcaseDb db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var text = request.Text();
        var item = NewsItem.Write(db.Scope, await db.FreeAsync(text.Title, null, ct), text, db.Now);
        db.News.Add(item);
        db.Record("news-written", "news", item.Id);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.ShowVersion(item.Version);
        return TypedResults.Created($"/api/showcase/bodies/{bodyId}/news/{item.Id}", NewsResponse.Of(item));
    }
}
