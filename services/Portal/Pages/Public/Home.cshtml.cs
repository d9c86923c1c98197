using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Public;

/// <summary>What a body does with open data, for everyone.</summary>
[OutputCache(Duration = Kept, VaryByQueryKeys = ["suite"])]
internal sealed class HomeModel(ShowcaseClient showcase) : PublicPage
{
    public sealed record Item(string Slug, string Kind, string Title, string Summary, DateTime PublishedAt);

    public sealed record Home(ShownBody Body, IReadOnlyList<Item> Items, string? Next);

    public Home Shown { get; private set; } = null!;

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? After { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var path = $"public/{Uri.EscapeDataString(Slug)}" + (After is null ? "" : $"?after={Uri.EscapeDataString(After)}");
        if (await showcase.FindAsync<Home>(path, ct) is not { } home)
        {
            return await MovedOrNotThereAsync(ct);
        }

        Shown = home;
        Show(home.Body, $"Les données ouvertes {home.Body.De}\u00A0: ce qui est publié, pourquoi, et les dernières nouvelles.");
        return Page();
    }
}
