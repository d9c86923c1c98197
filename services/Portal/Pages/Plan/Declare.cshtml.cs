using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Plan;

/// <summary>The body says whether it aims at an objective, until when, and why.</summary>
internal sealed class DeclareModel(PlansClient plans, MethodStore methods) : BodyPage
{
    [BindProperty]
    public DeclareInput Input { get; set; } = new();

    public MethodObjective Objective { get; private set; } = null!;

    public static IReadOnlyList<FieldOption> Answers { get; } =
        [new("True", "Oui, nous le visons"), new("False", "Non, pas pour l’instant")];

    public static IReadOnlyList<FieldOption> Levels { get; } = [new("1", "Niveau\u00A01"), new("2", "Niveau\u00A02"), new("3", "Niveau\u00A03")];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut le faire.", To("plan"), "Revenir au plan"));
        }

        if (!await LoadAsync(code, ct))
        {
            return NotThere();
        }

        var stands = (await plans.GetAsync<PlanView>($"bodies/{Body.Id}/plan", ct)).Objective(code)!;
        Input = new DeclareInput
        {
            Version = stands.Version,

            // Who opens this page for an objective that is not aimed at comes to aim at it.
            Declared = stands.Declared || stands.Reason is null,
            TargetLevel = stands.TargetLevel ?? (Objective.Level > 0 ? Objective.Level : null),
            TargetOn = stands.TargetOn,
            Reason = stands.Reason,
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

        var answer = await plans.PutAsync($"bodies/{Body.Id}/objectives/{code}", new { Input.Declared, Input.TargetLevel, Input.TargetOn, Input.Reason }, Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say(Input.Declared == true ? $"Objectif {code} visé." : $"L’objectif {code} n’est plus visé.");
        return Redirect(To($"plan/objectifs/{code}"));
    }

    protected override string WordOf(string property, string value) =>
        property == nameof(DeclareInput.TargetLevel) ? $"niveau\u00A0{value}" : value;

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        Objective = (await methods.OfAsync(plans, Body.Id, ct)).Objective(code)!;
        return Objective is not null;
    }
}

internal sealed class DeclareInput
{
    public int Version { get; set; }

    [Display(Name = "Visez-vous cet objectif\u00A0?"), Required]
    public bool? Declared { get; set; }

    [Display(Name = "Niveau visé sur cet axe"), Range(1, 3)]
    public int? TargetLevel { get; set; }

    [Display(Name = "Échéance")]
    public DateOnly? TargetOn { get; set; }

    [Display(Name = "Pourquoi"), DataType(DataType.MultilineText), StringLength(1000)]
    public string? Reason { get; set; }
}
