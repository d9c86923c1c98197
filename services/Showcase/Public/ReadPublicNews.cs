using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Showcase.News;

namespace OpenDataAnimation.Showcase.Public;

/// <summary>One published news item, whole.</summary>
internal static class ReadPublicNews
{
    internal sealed record Response(
        PublicBody PublishedBy, string Slug, NewsKind Kind, string Title, string Summary, string Body, DateTime PublishedAt, DateTime UpdatedAt);

    internal static void Map(RouteGroupBuilder showcase) => showcase
        .MapGet("/public/{slug}/news/{newsSlug}", Handle)
        .ForAnyone("a body's public page is for everyone; only published rows of the body named are read")
        .WithName(nameof(ReadPublicNews))
        .WithSummary("One published news item of a body")
        .Produces<Response>();

    private static async Task<IResult> Handle(string slug, string newsSlug, HttpContext http, ShowcaseDb db, CurrentScope scope, CancellationToken ct)
    {
        var bodies = new PublicBodies(db, scope);
        if (await bodies.OpenAsync(slug, nameof(ReadPublicNews), ct) is not { } body
            || await bodies.News.FirstOrDefaultAsync(n => n.Slug == newsSlug, ct) is not { } item)
        {
            return Problems.NotFound("news item");
        }

        return PublicAnswer.Json(http, new Response(
            PublicBody.Of(body), item.Slug, item.Kind, item.Title, item.Summary, item.Body, item.PublishedAt!.Value, item.UpdatedAt));
    }
}
