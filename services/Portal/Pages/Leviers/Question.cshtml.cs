using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Leviers;

/// <summary>One cross-cutting question, which is also the sheet to lead its meeting with.</summary>
internal sealed class QuestionModel(PlansClient plans) : BodyPage
{
    public QuestionView Question { get; private set; } = null!;

    public Task OnGetAsync(Guid id, CancellationToken ct) => LoadAsync(id, ct);

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, int version, CancellationToken ct)
    {
        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/levers/questions/{id}", version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct), words: new Dictionary<string, string> { ["stale"] = "Cette problématique a changé entre-temps\u00A0: voici son état actuel." });
        }

        this.Say("Problématique supprimée. Vous pouvez la rétablir pendant 30 jours, depuis cette page.");
        return Redirect(To("leviers"));
    }

    private async Task LoadAsync(Guid id, CancellationToken ct) => Question = await plans.GetAsync<QuestionView>($"bodies/{Body.Id}/levers/questions/{id}", ct);
}
