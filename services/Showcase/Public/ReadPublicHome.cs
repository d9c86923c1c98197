using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Showcase.News;

namespace OpenDataAnimation.Showcase.Public;

/// <summary>What everyone sees of a body: its name and its published news.</summary>
internal static class ReadPublicHome
{
    internal sealed record Item(string Slug, NewsKind Kind, string Title, string Summary, DateTime PublishedAt);

    internal sealed record Response(PublicBody Body, IReadOnlyList<Item> Items, string? Next);

    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapGet("/public/{slug}", Handle)
        .ForAnyone("a body's public page is for everyone; only published rows of the body named are read")
        .WithName(nameof(ReadPublicHome))
        .WithSummary("A body's public page: its news, newest first")
        .Produces<Response>()
        .ProducesValidationProblem();

    private static async Task<IResult> Handle(
        string slug, HttpContext http, ShowcaseDb db, CurrentScope scope, CancellationToken ct, string? after = null, int size = 10)
    {
        var bodies = new PublicBodies(db, scope);
        if (await bodies.OpenAsync(slug, nameof(ReadPublicHome), ct) is not { } body)
        {
            return Problems.NotFound("body");
        }

        var news = bodies.News;
        if (after is not null)
        {
            if (!Place.TryRead(after, out var at, out var id))
            {
                return Problems.Field(nameof(after), "This is not a place in the list.");
            }

            news = news.Where(n => n.PublishedAt < at || (n.PublishedAt == at && n.Id < id));
        }

        size = Math.Clamp(size, 1, 50);
        var rows = await news.OrderByDescending(n => n.PublishedAt).ThenByDescending(n => n.Id).Take(size + 1)
            .Select(n => new { n.Id, Item = new Item(n.Slug, n.Kind, n.Title, n.Summary, n.PublishedAt!.Value) }).ToListAsync(ct);
        var page = rows.Take(size).ToList();
        return PublicAnswer.Json(http, new Response(
            PublicBody.Of(body), [.. page.Select(r => r.Item)], rows.Count > size ? Place.Of(page[^1].Item.PublishedAt, page[^1].Id) : null));
    }
}
