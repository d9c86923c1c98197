using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Evenements;

namespace OpenDataAnimation.Portal.Pages.Public;

/// <summary>What a body does with open data, for everyone.</summary>
[OutputCache(Duration = Kept, VaryByQueryKeys = ["suite"])]
internal sealed class HomeModel(ShowcaseClient showcase, EventsClient events) : PublicPage
{
    public sealed record Item(string Slug, string Kind, string Title, string Summary, DateTime PublishedAt);

    public sealed record Home(ShownBody Body, IReadOnlyList<Item> Items, string? Next);

    public sealed record Coming(Guid Id, string Title, string Kind, string? Description, string? Place, string? OnlineUrl, DateTime StartsAt, DateTime EndsAt, bool IsCancelled)
    {
        public string When => EventWords.When(StartsAt, EndsAt);
    }

    private const int MostComing = 6;

    public Home Shown { get; private set; } = null!;

    /// <summary>Public events to come, on the first page; none while their service does not answer.</summary>
    public IReadOnlyList<Coming> Events { get; private set; } = [];

    public string CalendarHref => $"/api/events/public/{Slug}/calendar.ics";

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
        if (After is null && await events.TryGetAsync<List<Coming>>($"public/{Uri.EscapeDataString(Slug)}", ct) is { } coming)
        {
            Events = [.. coming.Take(MostComing)];
        }

        Show(home.Body, $"Les données ouvertes {home.Body.De}\u00A0: ce qui est publié, pourquoi, les dernières nouvelles et les rendez-vous.");
        return Page();
    }
}
