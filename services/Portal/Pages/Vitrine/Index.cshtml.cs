using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Vitrine;

/// <summary>The body's news: those in the works, those that everyone reads.</summary>
internal sealed class IndexModel(ShowcaseClient showcase) : BodyPage
{
    public static IReadOnlyList<(string? State, string Label)> Tabs { get; } =
        [(null, "Toutes"), ("Draft", "Brouillons"), ("ToReview", "À relire"), ("Published", "Publiées"), ("Withdrawn", "Retirées")];

    public NewsList List { get; private set; } = new([], null);

    [BindProperty(SupportsGet = true, Name = "etat")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? After { get; set; }

    private string Here => To("vitrine") + (State is null ? "?" : $"?etat={State}&");

    public string? Next => List.Next is null ? null : $"{Here}suite={List.Next}";

    public string? First => After is null ? null : Here.TrimEnd('?', '&');

    public async Task OnGetAsync(CancellationToken ct)
    {
        State = Tabs.Any(t => t.State == State) ? State : null;
        List = await showcase.GetAsync<NewsList>(
            $"bodies/{Body.Id}/news?size=20" + (State is null ? "" : $"&state={State}") + (After is null ? "" : $"&after={Uri.EscapeDataString(After)}"), ct);
    }
}
