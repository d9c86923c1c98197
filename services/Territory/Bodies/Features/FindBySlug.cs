using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory.Bodies.Features;

/// <summary>Which body an address names. A former slug is answered with the current one: the page redirects when they differ.</summary>
public static class FindBySlug
{
    public sealed record Response(
        Guid BodyId, string Slug, string Name, string Article, BodyKind Kind, BodyState State, string? Accent,
        IReadOnlyList<string> Departements, int? Population, string? InseeCode, string? Siren);

    internal static void Map(RouteGroupBuilder territory) => territory
        .MapGet("/slugs/{slug}", Handle)
        .ForAnyone("addresses of public pages carry slugs, and the facts of a body are public")
        .WithName(nameof(FindBySlug))
        .WithSummary("Find the body that an address names");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(string slug, TerritoryDb db, CancellationToken ct)
    {
        slug = slug.ToLowerInvariant();
        var body = await db.Bodies.AsNoTracking().FirstOrDefaultAsync(b => b.Slug == slug, ct);
        if (body is null)
        {
            var former = await db.FormerSlugs.AsNoTracking().FirstOrDefaultAsync(s => s.Slug == slug, ct);
            body = former is null ? null : await db.Bodies.AsNoTracking().FirstOrDefaultAsync(b => b.BodyId == former.BodyId, ct);
        }

        return body is null
            ? Problems.NotFound("body")
            : TypedResults.Ok(new Response(body.BodyId, body.Slug, body.Name, body.Article, body.Kind, body.State, body.Accent,
                body.Departements.Split(' ', StringSplitOptions.RemoveEmptyEntries), body.Population, body.InseeCode, body.Siren));
    }
}
