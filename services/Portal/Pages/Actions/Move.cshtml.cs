using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>Where an action stands, with the reason that blocked and dropped ones need.</summary>
internal sealed class MoveModel(PlansClient plans) : BodyPage
{
    [BindProperty]
    public MoveInput Input { get; set; } = new();

    public ActionView Action { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "vers")] ActionState? to, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        if (!Action.MayEdit)
        {
            return Problem(ProblemPage.NotAllowed("Les personnes qui pilotent cette action, la cheffe ou le chef de projet, ou une personne administratrice peuvent la modifier.", To($"actions/{id}"), "Revenir à l’action"));
        }

        Input = new MoveInput { Version = Action.Version, State = to ?? Action.State, Reason = Action.Reason };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (ModelState.IsValid && Input.State!.Value.NeedsReason() && string.IsNullOrWhiteSpace(Input.Reason))
        {
            ModelState.AddModelError("Input.Reason", Input.State == ActionState.Blocked ? "Dites ce qui bloque." : "Dites pourquoi l’action est abandonnée.");
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(id, ct);
            return Page();
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/actions/{id}/state", new { Input.State, Input.Reason }, Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct));
        }

        this.Say($"État enregistré\u00A0: {PlanWords.Of(Input.State!.Value).ToLowerInvariant()}.");
        return Redirect(To($"actions/{id}"));
    }

    protected override string WordOf(string property, string value) =>
        property == nameof(MoveInput.State) && Enum.TryParse<ActionState>(value, out var state) ? PlanWords.Of(state) : value;

    private async Task LoadAsync(Guid id, CancellationToken ct) => Action = await plans.GetAsync<ActionView>($"bodies/{Body.Id}/actions/{id}", ct);
}

internal sealed class MoveInput
{
    public int Version { get; set; }

    [Display(Name = "État"), Required]
    public ActionState? State { get; set; }

    [Display(Name = "Raison"), DataType(DataType.MultilineText), StringLength(500)]
    public string? Reason { get; set; }
}
