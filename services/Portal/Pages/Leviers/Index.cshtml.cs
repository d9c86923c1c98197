using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Leviers;

/// <summary>Missions against open-data levers, cross-cutting questions, co-designs: where data serve what the body is there for.</summary>
internal sealed class IndexModel(PlansClient plans) : BodyPage
{
    public LeversView View { get; private set; } = null!;

    /// <summary>What was typed, kept when it was refused.</summary>
    public string? Titles { get; private set; }

    public bool Refused { get; private set; }

    public string Lead => View.Missions.Count == 0 ? "En quoi des données ouvertes aident-elles les missions de la collectivité\u00A0?"
        : $"{French.Count(View.Covered, "mission a", "missions ont")} un levier en place, sur {French.Number(View.Missions.Count)}.";

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostMissionsAsync(string? titles, CancellationToken ct)
    {
        (Titles, Refused) = (titles, true);
        var answer = await plans.PostAsync($"bodies/{Body.Id}/levers/missions", new { Titles = (titles ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries) }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), new Dictionary<string, string> { ["titles"] = "titles" });
        }

        this.Say("Missions ajoutées. Ouvrez-en une pour dire quels leviers l’aident.");
        return Redirect(To("leviers") + "#missions");
    }

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken ct)
    {
        (await plans.PostAsync($"bodies/{Body.Id}/levers/questions/{id}/restoration", null, ct)).OrFail();
        this.Say("Problématique rétablie.");
        return Redirect(To($"leviers/problematiques/{id}"));
    }

    private async Task LoadAsync(CancellationToken ct) => View = await plans.GetAsync<LeversView>($"bodies/{Body.Id}/levers", ct);
}
