using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Showcase.News.Features;

/// <summary>One news item, as its authors see it.</summary>
internal static class ReadNews
{
    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapGet("/bodies/{bodyId:guid}/news/{newsId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ReadNews))
        .WithSummary("One news item of the body");

    private static async Task<Results<Ok<NewsResponse>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid newsId, HttpContext http, ShowcaseDb db, CancellationToken ct)
    {
        var item = await db.News.AsNoTracking().FirstOrDefaultAsync(n => n.Id == newsId, ct);
        if (item is null)
        {
            return Problems.NotFound("news item");
        }

        var author = item.AuthorId is { } personId
            ? await db.Memberships.Where(m => m.BodyId == bodyId && m.PersonId == personId && m.Name != "").Select(m => m.Name).FirstOrDefaultAsync(ct)
            : null;
        http.ShowVersion(item.Version);
        return TypedResults.Ok(NewsResponse.Of(item, author));
    }
}
