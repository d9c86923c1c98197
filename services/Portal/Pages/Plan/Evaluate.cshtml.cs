using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Plan;

/// <summary>The body says whether an objective is reached; reached needs a proof, or a dated justification.</summary>
internal sealed class EvaluateModel(PlansClient plans, MethodStore methods) : BodyPage
{
    [BindProperty]
    public EvaluateInput Input { get; set; } = new();

    public MethodObjective Objective { get; private set; } = null!;

    public IReadOnlyList<FieldOption> Proofs { get; private set; } = [];

    public static IReadOnlyList<FieldOption> Answers { get; } = [new("True", "Oui, il est atteint"), new("False", "Non, pas encore")];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut le faire.", To("plan"), "Revenir au plan"));
        }

        var plan = plans.GetAsync<PlanView>($"bodies/{Body.Id}/plan", ct);
        if (!await LoadAsync(code, ct))
        {
            return NotThere();
        }

        var stands = (await plan).Objective(code)!;
        Input = new EvaluateInput
        {
            Version = stands.Version,
            Reached = stands.EvaluatedOn is null ? null : stands.Reached,
            ProofEvidenceId = stands.ProofEvidenceId,
            ProofUrl = stands.ProofUrl,
            Justification = stands.Justification,
            JustifiedOn = stands.JustifiedOn,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct))
        {
            return NotThere();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await plans.PutAsync(
            $"bodies/{Body.Id}/objectives/{code}/evaluation",
            new { Input.Reached, Input.ProofEvidenceId, Input.ProofUrl, Input.Justification, Input.JustifiedOn }, Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say(Input.Reached == true ? $"Objectif {code} atteint." : "Évaluation enregistrée.");
        return Redirect(To("plan"));
    }

    protected override string WordOf(string property, string value) =>
        property == nameof(EvaluateInput.ProofEvidenceId) ? Proofs.FirstOrDefault(p => p.Value == value)?.Label ?? "une preuve retirée" : value;

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        if ((await methods.OfAsync(plans, Body.Id, ct)).Objective(code) is not { } objective)
        {
            return false;
        }

        Objective = objective;
        var proofs = await plans.GetAsync<Page<ProofChoice>>($"bodies/{Body.Id}/evidence?objective={code}&size=100", ct);
        Proofs = [.. proofs.Items.Select(p => new FieldOption(p.Id.ToString(), $"{p.Title} ({p.ActionTitle})"))];
        return true;
    }
}

internal sealed class EvaluateInput
{
    public int Version { get; set; }

    [Display(Name = "L’objectif est-il atteint\u00A0?"), Required]
    public bool? Reached { get; set; }

    [Display(Name = "Preuve de vos actions")]
    public Guid? ProofEvidenceId { get; set; }

    [Display(Name = "Ou adresse d’une preuve en ligne"), Url, StringLength(500)]
    public string? ProofUrl { get; set; }

    [Display(Name = "Ou justification"), DataType(DataType.MultilineText), StringLength(2000)]
    public string? Justification { get; set; }

    [Display(Name = "Date de la justification")]
    public DateOnly? JustifiedOn { get; set; }
}
