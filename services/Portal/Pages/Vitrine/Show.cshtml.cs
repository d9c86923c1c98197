using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Vitrine;

/// <summary>One news item as it will be read, and what can be done with it.</summary>
internal sealed class ShowModel(ShowcaseClient showcase) : BodyPage
{
    private static readonly Dictionary<string, string> Moved = new() { ["news-state"] = "L’actualité a changé d’état entre-temps. Voici où elle en est." };

    public ShownNews News { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public Guid NewsId { get; set; }

    /// <summary>The version that was read: what is published is what was on the page.</summary>
    [BindProperty]
    public int Version { get; set; }

    private string Path => $"bodies/{Body.Id}/news/{NewsId}";

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostSubmitAsync(CancellationToken ct) => MoveAsync("review", "Actualité proposée à la relecture.", ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => MoveAsync("draft", "Actualité remise en brouillon.", ct);

    public Task<IActionResult> OnPostPublishAsync(CancellationToken ct) => MoveAsync("publication", "Actualité publiée\u00A0: tout le monde peut la lire.", ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => MoveAsync("withdrawal", "Actualité retirée de la page publique.", ct);

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var answer = await showcase.DeleteAsync(Path, Version, ct);
        if (!answer.Succeeded)
        {
            return await SayWhyAsync(answer, ct);
        }

        this.Say("Actualité supprimée. Elle reste récupérable pendant 30 jours.");
        return Redirect(To("vitrine"));
    }

    private async Task<IActionResult> MoveAsync(string act, string said, CancellationToken ct)
    {
        var answer = await showcase.PostAsync($"{Path}/{act}", null, Version, ct);
        if (!answer.Succeeded)
        {
            return await SayWhyAsync(answer, ct);
        }

        this.Say(said);
        return Redirect(To($"vitrine/{NewsId}"));
    }

    /// <summary>Nothing was typed here, so nothing is to be compared: the item is shown as it is now.</summary>
    private async Task<IActionResult> SayWhyAsync(Answer answer, CancellationToken ct)
    {
        if (answer.Problem is { Type: "stale" })
        {
            this.Say("L’actualité a été modifiée entre-temps. Relisez-la avant de continuer.");
            return Redirect(To($"vitrine/{NewsId}"));
        }

        return await RefusedAsync(answer, () => LoadAsync(ct), words: Moved);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        News = await showcase.GetAsync<ShownNews>(Path, ct);
        Version = News.Version;
        ModelState.Remove(nameof(Version));
    }
}
