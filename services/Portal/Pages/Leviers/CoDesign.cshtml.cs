using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Interface.TagHelpers;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Leviers;

/// <summary>One policy made together: the sheet that weighs it, the word of the élu where it is sensitive, its steps.</summary>
internal sealed class CoDesignModel(PlansClient plans) : BodyPage
{
    public CoDesignView Design { get; private set; } = null!;

    /// <summary>The step whose form was refused.</summary>
    public CoDesignStage? Stage { get; private set; }

    public string Lead => !Design.MayStart ? "La première étape attend la confirmation d’une personne élue."
        : Design.Steps.FirstOrDefault(s => s.DoneOn is null) is { } next ? $"Prochaine étape\u00A0: {char.ToLowerInvariant(LeverWords.Of(next.Stage)[0])}{LeverWords.Of(next.Stage)[1..]}." : "Les cinq étapes sont franchies.";

    public StepState StateOf(CoDesignStepView step) =>
        step.DoneOn is not null ? StepState.Done : Design.Steps.FirstOrDefault(s => s.DoneOn is null) == step ? StepState.Current : StepState.ToCome;

    public string? Typed(CoDesignStage stage, string field, string? kept) => Stage == stage ? (string?)Request.Form[field + stage] : kept;

    public Task OnGetAsync(Guid id, CancellationToken ct) => LoadAsync(id, ct);

    public async Task<IActionResult> OnPostConfirmAsync(Guid id, int version, CancellationToken ct) =>
        await DoneAsync(id, await plans.PostAsync($"bodies/{Body.Id}/levers/co-designs/{id}/confirmation", null, version, ct), "Démarche confirmée\u00A0: elle peut commencer.", [], ct);

    public async Task<IActionResult> OnPostStepAsync(Guid id, CoDesignStage stage, int version, CancellationToken ct)
    {
        Stage = stage;
        var answer = await plans.PutAsync(
            $"bodies/{Body.Id}/levers/co-designs/{id}/steps/{stage}",
            new { DoneOn = DateOnly.TryParseExact(Request.Form[$"doneOn{stage}"], "yyyy-MM-dd", out var day) ? day : (DateOnly?)null, Note = (string?)Request.Form[$"note{stage}"] }, version, ct);
        return await DoneAsync(id, answer, "Étape enregistrée.", new() { ["doneOn"] = $"doneOn{stage}", ["note"] = $"note{stage}" }, ct);
    }

    private async Task<IActionResult> DoneAsync(Guid id, Answer answer, string said, Dictionary<string, string> fields, CancellationToken ct)
    {
        if (answer.Succeeded)
        {
            this.Say(said);
            return Redirect(To($"leviers/co-conception/{id}"));
        }

        return await RefusedAsync(answer, () => LoadAsync(id, ct), fields, new Dictionary<string, string>
        {
            ["stale"] = "Cette fiche a changé entre-temps\u00A0: voici son état actuel. Recommencez si besoin.",
            ["nothing-to-confirm"] = "Il n’y a rien à confirmer\u00A0: la démarche peut déjà commencer.",
        });
    }

    private async Task LoadAsync(Guid id, CancellationToken ct) => Design = await plans.GetAsync<CoDesignView>($"bodies/{Body.Id}/levers/co-designs/{id}", ct);
}
