using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Showcase.News.Features;

/// <summary>The body's people see their news, those in the works included.</summary>
internal static class ListNews
{
    internal sealed record Item(Guid Id, int Version, NewsKind Kind, NewsState State, string Title, string Slug, DateTime UpdatedAt, DateTime? PublishedAt);

    internal sealed record Response(IReadOnlyList<Item> Items, string? Next);

    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapGet("/bodies/{bodyId:guid}/news", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListNews))
        .WithSummary("News of the body, last changed first; deleted ones of the last 30 days on demand");

    private static async Task<Results<Ok<Response>, ValidationProblem>> Handle(
        Guid bodyId, ShowcaseDb db, CancellationToken ct, NewsState? state = null, bool deleted = false, string? after = null, int size = 20)
    {
        var since = db.Now - NewsItem.RestorableFor;
        var news = deleted ? db.WithDeleted<NewsItem>().Where(n => n.DeletedAt > since) : db.News;
        if (state is { } wanted)
        {
            news = news.Where(n => n.State == wanted);
        }

        if (after is not null)
        {
            if (!Place.TryRead(after, out var at, out var id))
            {
                return Problems.Field(nameof(after), "This is not a place in the list.");
            }

            news = news.Where(n => n.UpdatedAt < at || (n.UpdatedAt == at && n.Id < id));
        }

        size = Math.Clamp(size, 1, 100);
        var rows = await news.OrderByDescending(n => n.UpdatedAt).ThenByDescending(n => n.Id).Take(size + 1)
            .Select(n => new Item(n.Id, n.Version, n.Kind, n.State, n.Title, n.Slug, n.UpdatedAt, n.PublishedAt)).ToListAsync(ct);
        var page = rows.Take(size).ToList();
        return TypedResults.Ok(new Response(page, rows.Count > size ? Place.Of(page[^1].UpdatedAt, page[^1].Id) : null));
    }
}
