using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Cadre;

/// <summary>The framework that every agent may read: who helps, what may go out, what to answer to doubts.</summary>
internal sealed class IndexModel(PlansClient plans) : BodyPage
{
    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["framework-full"] = "Le cadre compte déjà deux cents lignes\u00A0: retirez-en avant d’en ajouter.",
        ["stale"] = "Cette ligne a changé entre-temps. La voici telle qu’elle est.",
    };

    public FrameworkView Framework { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <summary>Takes the ticked starting texts into the framework.</summary>
    public async Task<IActionResult> OnPostStartAsync(List<string> codes, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/framework/starters", new { codes }, ct);
        return await DoneAsync(answer, $"{French.Count(codes.Count, "texte ajouté", "textes ajoutés")} au cadre\u00A0: modifiez-les comme vous voulez.", "", ct);
    }

    public async Task<IActionResult> OnPostPlaceAsync(Guid line, string to, string part, CancellationToken ct) =>
        await DoneAsync(await plans.PostAsync($"bodies/{Body.Id}/framework/items/{line}/place", new { to }, ct), "Ordre modifié.", "#" + part, ct);

    public async Task<IActionResult> OnPostRestoreAsync(Guid line, CancellationToken ct) =>
        await DoneAsync(await plans.PostAsync($"bodies/{Body.Id}/framework/items/{line}/restoration", null, ct), "Ligne rétablie.", "", ct);

    public string Lead => Framework.IsEmpty
        ? "Rien n’est encore écrit. Une fois rempli, ce cadre sera lisible par toute personne ayant un rôle dans la collectivité."
        : $"Qui peut vous aider, ce qui peut être publié, et ce que l’on répond aux doutes.{(Framework.UpdatedAt is { } at ? $" À jour au {French.Date(Frame.DayOf(at)!.Value)}." : "")}";

    private async Task<IActionResult> DoneAsync(Answer answer, string said, string at, CancellationToken ct)
    {
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: Refusals);
        }

        this.Say(said);
        return Redirect(To("cadre") + at);
    }

    private async Task LoadAsync(CancellationToken ct) => Framework = await plans.GetAsync<FrameworkView>($"bodies/{Body.Id}/framework", ct);
}
