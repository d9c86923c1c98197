using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Public;

/// <summary>One news item, for everyone.</summary>
[OutputCache(Duration = Kept, VaryByQueryKeys = [])]
internal sealed class NewsModel(ShowcaseClient showcase) : PublicPage
{
    public sealed record Item(ShownBody PublishedBy, string Slug, string Kind, string Title, string Summary, string Body, DateTime PublishedAt, DateTime UpdatedAt);

    public Item Shown { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public string NewsSlug { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await showcase.FindAsync<Item>($"public/{Uri.EscapeDataString(Slug)}/news/{Uri.EscapeDataString(NewsSlug)}", ct) is not { } item)
        {
            return await MovedOrNotThereAsync(ct);
        }

        Shown = item;
        Show(item.PublishedBy, item.Summary);
        return Page();
    }
}
