using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Showcase.News;

/// <summary>Addresses that no other news item of the body has, deleted ones included: those may come back.</summary>
internal static class Slugs
{
    public static async Task<string> FreeAsync(this ShowcaseDb db, string title, Guid? except, CancellationToken ct)
    {
        var wanted = NewsItem.SlugOf(title);
        var taken = await db.WithDeleted<NewsItem>().Where(n => n.Slug.StartsWith(wanted) && n.Id != except).Select(n => n.Slug).ToListAsync(ct);
        var slug = wanted;
        for (var number = 2; taken.Contains(slug); number++)
        {
            slug = $"{wanted}-{number}";
        }

        return slug;
    }
}
