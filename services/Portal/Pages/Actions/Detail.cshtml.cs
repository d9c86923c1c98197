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
    private const int MostFileBytes = 10 * 1024 * 1024;

    protected override bool ForReadersOfParents => true;

    [BindProperty]
    public EvidenceInput Input { get; set; } = new();

    public ActionView Action { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public MethodMean? Mean { get; private set; }

    public static IReadOnlyList<FieldOption> Kinds { get; } = FieldOption.Of<EvidenceKind>(PlanWords.Of);

    /// <summary>Members who may be named in a comment.</summary>
    public IReadOnlyList<FieldOption> People => [.. (Action.Members ?? []).Select(m => new FieldOption(m.Id.ToString(), m.Name))];

    /// <summary>What was typed, kept when it was refused.</summary>
    public string? Comment { get; private set; }

    public string? HideAt => Body.IsMine ? To($"actions/{Action.Id}") : null;

    public string FileHref(Proof proof) => $"/api/plans/bodies/{Body.Id}/actions/{Action.Id}/evidence/{proof.Id}/file";

    public Task OnGetAsync(Guid id, CancellationToken ct) => LoadAsync(id, ct);

    /// <summary>Adds a piece of evidence.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Input.Title) && Input.File is null)
        {
            ModelState.AddModelError("Input.Title", "Donnez un titre, ou choisissez un fichier.");
        }

        if (Input.File is { Length: > MostFileBytes })
        {
            ModelState.AddModelError("Input.File", "Ce fichier pèse plus de 10\u00A0Mo. Allégez-le, ou mettez-le en ligne et donnez son adresse.");
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(id, ct);
            return Page();
        }

        var title = string.IsNullOrWhiteSpace(Input.Title) ? Path.GetFileNameWithoutExtension(Input.File!.FileName) : Input.Title;
        var answer = await plans.PostLongAsync($"bodies/{Body.Id}/actions/{id}/evidence", new { Input.Kind, Title = title, Input.Url, Input.On, Input.Note, File = await FileAsync(ct) }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct), words: new Dictionary<string, string>
            {
                ["too-many"] = "Une action porte cent preuves au plus. Retirez-en une, ou regroupez-les dans un document.",
            });
        }

        this.Say(Input.Kind == EvidenceKind.Attachment ? "Pièce jointe ajoutée." : "Preuve ajoutée.");
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

    public async Task<IActionResult> OnPostCommentAsync(Guid id, string? text, List<Guid>? mentions, bool shared, CancellationToken ct)
    {
        ModelState.Clear();
        Comment = text;
        if (string.IsNullOrWhiteSpace(text))
        {
            ModelState.AddModelError("text", "Écrivez le commentaire.");
            await LoadAsync(id, ct);
            return Page();
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/actions/{id}/comments", new { text, mentions, shared }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct), new Dictionary<string, string> { ["text"] = "text", ["mentions"] = "mentions" });
        }

        this.Say("Commentaire ajouté.");
        return Redirect(To($"actions/{id}") + "#suivi");
    }

    public async Task<IActionResult> OnPostHideAsync(Guid id, Guid comment, int version, bool hidden, CancellationToken ct) =>
        await DoneAsync(id, await plans.PutAsync($"bodies/{Body.Id}/actions/{id}/comments/{comment}", new { hidden }, version, ct), hidden ? "Commentaire masqué\u00A0: seuls les membres de la collectivité le voient encore." : "Commentaire de nouveau visible.", ct);

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

    private async Task<object?> FileAsync(CancellationToken ct)
    {
        if (Input.File is not { } file)
        {
            return null;
        }

        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        return new { Name = file.FileName, Content = content.ToArray() };
    }

    private async Task LoadAsync(Guid id, CancellationToken ct)
    {
        var method = methods.OfAsync(plans, Body.Id, ct);
        Action = await plans.GetAsync<ActionView>($"bodies/{Body.Id}/actions/{id}", ct);
        Method = await method;
        Mean = Method.Mean(Action.Mean);
    }
}

internal sealed class EvidenceInput
{
    [Display(Name = "Type de preuve"), Required]
    public EvidenceKind? Kind { get; set; }

    [Display(Name = "Titre de la preuve"), StringLength(200, MinimumLength = 2)]
    public string? Title { get; set; }

    [Display(Name = "Adresse en ligne"), Url, StringLength(500)]
    public string? Url { get; set; }

    [Display(Name = "Fichier")]
    public IFormFile? File { get; set; }

    [Display(Name = "Date")]
    public DateOnly? On { get; set; }

    [Display(Name = "Note"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Note { get; set; }
}
