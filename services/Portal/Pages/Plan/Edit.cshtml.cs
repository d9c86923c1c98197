using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Plan;

/// <summary>The frame of the plan: period, who leads it, and when the council voted.</summary>
internal sealed class EditModel(PlansClient plans, TerritoryClient territory) : BodyPage
{
    [BindProperty]
    public PlanInput Input { get; set; } = new();

    public IReadOnlyList<FieldOption> People { get; private set; } = [];

    public static IReadOnlyList<FieldOption> States { get; } =
    [
        new("Draft", "Brouillon", "Le plan se prépare."),
        new("Active", "En vigueur", "Le conseil l’a adopté, ou la collectivité le suit déjà."),
        new("Closed", "Clos", "Sa période est terminée."),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, peut le faire.", To("plan"), "Revenir au plan"));
        }

        var people = LoadAsync(ct);
        var plan = await plans.GetAsync<PlanView>($"bodies/{Body.Id}/plan", ct);
        await people;
        Input = new PlanInput
        {
            Version = plan.Version,
            State = plan.State,
            StartsOn = plan.StartsOn,
            EndsOn = plan.EndsOn,
            ElectedId = plan.Elected?.Id,
            ElectedName = plan.Elected is { Id: null } elected ? elected.Name : null,
            LeadId = plan.Lead?.Id,
            LeadName = plan.Lead is { Id: null } lead ? lead.Name : null,
            CouncilOn = plan.CouncilOn,
            Deliberation = plan.Deliberation,
        };

        // Who left the body stays named until someone else is chosen.
        People = [.. People, .. new[] { plan.Elected, plan.Lead }.OfType<Someone>()
            .Where(s => s.Id is { } id && People.All(p => p.Value != id.ToString())).DistinctBy(s => s.Id).Select(s => new FieldOption(s.Id.ToString()!, s.Name))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        var answer = await plans.PutAsync(
            $"bodies/{Body.Id}/plan",
            new
            {
                Input.State,
                Input.StartsOn,
                Input.EndsOn,
                Input.ElectedId,
                ElectedName = Input.ElectedId is null ? Input.ElectedName : null,
                Input.LeadId,
                LeadName = Input.LeadId is null ? Input.LeadName : null,
                Input.CouncilOn,
                Input.Deliberation,
            },
            Input.Version, ct);
        if (!answer.Succeeded)
        {
            await LoadAsync(ct);
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Fiche du plan enregistrée.");
        return Redirect(To("plan"));
    }

    protected override string WordOf(string property, string value) => property switch
    {
        nameof(PlanInput.State) when Enum.TryParse<PlanState>(value, out var state) => PlanWords.Of(state),
        nameof(PlanInput.ElectedId) or nameof(PlanInput.LeadId) => People.FirstOrDefault(p => p.Value == value)?.Label ?? "une autre personne",
        _ => value,
    };

    private async Task LoadAsync(CancellationToken ct) => People = await Members.OptionsAsync(territory, Body.Id, ct);
}

internal sealed class PlanInput
{
    public int Version { get; set; }

    [Display(Name = "État du plan"), Required]
    public PlanState? State { get; set; }

    [Display(Name = "Début")]
    public DateOnly? StartsOn { get; set; }

    [Display(Name = "Fin")]
    public DateOnly? EndsOn { get; set; }

    [Display(Name = "Élue ou élu référent")]
    public Guid? ElectedId { get; set; }

    [Display(Name = "Ou, sans compte, le nom de l’élue ou de l’élu"), StringLength(120)]
    public string? ElectedName { get; set; }

    [Display(Name = "Pilotage du projet")]
    public Guid? LeadId { get; set; }

    [Display(Name = "Ou, sans compte, le nom de la personne"), StringLength(120)]
    public string? LeadName { get; set; }

    [Display(Name = "Date du conseil")]
    public DateOnly? CouncilOn { get; set; }

    [Display(Name = "Référence de la délibération"), StringLength(200)]
    public string? Deliberation { get; set; }
}

/// <summary>The people of a body as choices of a form.</summary>
internal static class Members
{
    public static async Task<IReadOnlyList<FieldOption>> OptionsAsync(TerritoryClient territory, Guid bodyId, CancellationToken ct)
    {
        var members = await territory.GetAsync<Page<Member>>($"bodies/{bodyId}/members?size=200", ct);
        return [.. members.Items.Where(m => m is { IsActive: true, IsMachine: false }).DistinctBy(m => m.PersonId).Select(m => new FieldOption(m.PersonId.ToString(), m.Name))];
    }
}
