using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>One action: where it stands, who, when, why, how, and what proves it.</summary>
internal sealed class DetailModel(PlansClient plans, MethodStore methods) : BodyPage
{
    protected override bool ForReadersOfParents => true;

    [BindProperty]
    public EvidenceInput Input { get; set; } = new();

    public ActionView Action { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public MethodMean? Mean { get; private set; }

    public static IReadOnlyList<FieldOption> Kinds { get; } = FieldOption.Of<EvidenceKind>(PlanWords.Of);

    public Task OnGetAsync(Guid id, CancellationToken ct) => LoadAsync(id, ct);

    /// <summary>Adds a piece of evidence.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(id, ct);
            return Page();
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/actions/{id}/evidence", new { Input.Kind, Input.Title, Input.Url, Input.On, Input.Note }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct), words: new Dictionary<string, string>
            {
                ["too-many"] = "Une action porte cent preuves au plus. Retirez-en une, ou regroupez-les dans un document.",
            });
        }

        this.Say("Preuve ajoutée.");
        return Redirect(To($"actions/{id}"));
    }

    public async Task<IActionResult> OnPostMoveAsync(Guid id, int version, ActionState to, CancellationToken ct)
    {
        if (to.NeedsReason())
        {
            return Redirect(To($"actions/{id}/etat?vers={to}"));
        }

        return await DoneAsync(
            id, await plans.PostAsync($"bodies/{Body.Id}/actions/{id}/state", new { State = to }, version, ct),
            $"État enregistré\u00A0: {PlanWords.Of(to).ToLowerInvariant()}.", ct);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid evidence, CancellationToken ct) =>
        await DoneAsync(id, await plans.DeleteAsync($"bodies/{Body.Id}/actions/{id}/evidence/{evidence}", null, ct), "Preuve retirée.", ct);

    public async Task<IActionResult> OnPostUndoAnswerAsync(Guid id, Guid answer, CancellationToken ct) =>
        await DoneAsync(id, await plans.PostAsync($"bodies/{Body.Id}/actions/{id}/answers/{answer}/undo", null, ct), "Réponse annulée\u00A0: l’action est comme avant.", ct);

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, int version, CancellationToken ct)
    {
        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/actions/{id}", version, ct);
        if (!answer.Succeeded)
        {
            return await DoneAsync(id, answer, "", ct);
        }

        this.Say("Action supprimée. Vous pouvez la rétablir pendant 30 jours depuis la corbeille, au bas de cette page.");
        return Redirect(To("actions"));
    }

    /// <summary>Back to the action, or the page again with the reason.</summary>
    private async Task<IActionResult> DoneAsync(Guid id, Answer answer, string said, CancellationToken ct)
    {
        // These forms have no field of the evidence's: its checks are not theirs.
        ModelState.Clear();
        if (answer.Problem is { Status: 409, Type: "stale" })
        {
            ModelState.AddModelError("", "Cette action a changé entre-temps\u00A0: voici son état actuel. Recommencez si besoin.");
            await LoadAsync(id, ct);
            Response.StatusCode = 409;
            return Page();
        }

        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct), words: new Dictionary<string, string>
            {
                ["changed-since"] = "L’action a changé depuis cette réponse\u00A0: rien n’a été annulé. Modifiez-la directement si besoin.",
                ["answer-undone"] = "Cette réponse a déjà été annulée.",
                ["evidence-in-use"] = "Une preuve de cette action justifie un objectif atteint. Revoyez d’abord l’évaluation de cet objectif.",
            });
        }

        this.Say(said);
        return Redirect(To($"actions/{id}"));
    }

    private async Task LoadAsync(Guid id, CancellationToken ct)
    {
        var method = methods.GetAsync(plans, ct);
        Action = await plans.GetAsync<ActionView>($"bodies/{Body.Id}/actions/{id}", ct);
        Method = await method;
        Mean = Method.Mean(Action.Mean);
    }
}

internal sealed class EvidenceInput
{
    [Display(Name = "Type de preuve"), Required]
    public EvidenceKind? Kind { get; set; }

    [Display(Name = "Titre de la preuve"), Required, StringLength(200, MinimumLength = 2)]
    public string? Title { get; set; }

    [Display(Name = "Adresse en ligne"), Url, StringLength(500)]
    public string? Url { get; set; }

    [Display(Name = "Date")]
    public DateOnly? On { get; set; }

    [Display(Name = "Note"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Note { get; set; }
}
