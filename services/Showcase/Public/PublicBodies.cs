using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Showcase.News;

namespace OpenDataAnimation.Showcase.Public;

/// <summary>
/// The one way from a public address to a body's rows: a scope of that body in which nothing may be written, and only what
/// is published. Nobody is asked who they are.
/// </summary>
internal sealed class PublicBodies(ShowcaseDb db, CurrentScope scope)
{
    /// <returns>Null for a slug of no body, or of one that has no people of its own yet or any more.</returns>
    public async Task<BodyCopy?> OpenAsync(string slug, string reason, CancellationToken ct)
    {
        var body = await db.Bodies.AsNoTracking().FirstOrDefaultAsync(b => b.Slug == slug && b.State == BodyState.Active, ct);
        if (body is not null)
        {
            scope.Open(new TenantScope(body.BodyId, AllowedWrites.None, reason));
        }

        return body;
    }

    public IQueryable<NewsItem> News => db.News.AsNoTracking().Where(n => n.State == NewsState.Published && n.PublishedAt != null);
}

/// <summary>A body as anyone may know it.</summary>
internal sealed record PublicBody(string Slug, string Name, string Article, BodyKind Kind, string? Accent)
{
    public static PublicBody Of(BodyCopy body) => new(body.Slug, body.Name, body.Article, body.Kind, body.Accent);
}
