using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Evenements;

/// <summary>The body's events, to come or past.</summary>
internal sealed class IndexModel(EventsClient events) : BodyPage
{
    public sealed record Events(IReadOnlyList<ShownEvent> Items, string? Next);

    public Events List { get; private set; } = new([], null);

    [BindProperty(SupportsGet = true, Name = "passes")]
    public bool Past { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    private string Here => To("evenements") + (Past ? "?passes=true&" : "?");

    public string? Next => List.Next is null ? null : $"{Here}after={List.Next}";

    public string? First => After is null ? null : Here.TrimEnd('?', '&');

    public async Task OnGetAsync(CancellationToken ct) =>
        List = await events.GetAsync<Events>($"bodies/{Body.Id}/events?past={(Past ? "true" : "false")}" + (After is null ? "" : $"&after={After}"), ct);
}
