using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Plan;

/// <summary>One objective in this body's plan: aimed at or not, reached or not, and what is done for it.</summary>
internal sealed class ObjectiveModel(PlansClient plans, MethodStore methods) : BodyPage
{
    private const int Shown = 50;

    protected override bool ForReadersOfParents => true;

    public MethodObjective Objective { get; private set; } = null!;

    public MethodAxis Axis { get; private set; } = null!;

    public PlanObjective Stands { get; private set; } = null!;

    public Page<ActionItem> Actions { get; private set; } = null!;

    public bool IsOwn { get; private set; }

    /// <summary>Means of the body's own on the same axis that no action uses yet.</summary>
    public IReadOnlyList<OwnEntry> OwnMeans { get; private set; } = [];

    /// <summary>Means of the method that no action uses yet.</summary>
    public IReadOnlyList<MethodMean> Means { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        var method = await methods.OfAsync(plans, Body.Id, ct);
        if (method.Objective(code) is not { } objective)
        {
            return NotThere();
        }

        var plan = plans.GetAsync<PlanView>($"bodies/{Body.Id}/plan", ct);
        var actions = plans.GetAsync<Page<ActionItem>>($"bodies/{Body.Id}/actions?objective={code}&sort=End&size={Shown}", ct);
        await Task.WhenAll(plan, actions);
        (Objective, Axis, Actions) = (objective, method.AxisOf(objective), await actions);
        Stands = (await plan).Objective(code)!;
        var used = Actions.Items.Select(a => method.Mean(a.Mean)?.Code).ToHashSet();
        Means = [.. method.MeansFor(code).Where(m => !used.Contains(m.Code) && !method.Own.Hides(m.Code))];
        IsOwn = objective.Level == 0;
        OwnMeans = [.. method.Own.Means.Where(m => m.AsObjective().Axis == objective.Axis && !method.Own.Hides(m.Code) && Actions.Items.All(a => a.Mean != m.Code))];
        return Page();
    }

    public string Lead =>
        Stands.Reached ? $"Atteint{(Stands.EvaluatedOn is { } on ? $", évalué le {French.Date(on)}" : "")}."
        : Stands.Declared ? $"Visé{(Stands.TargetOn is { } by ? $" pour le {French.Date(by)}" : "")}. {Stands.Missing()}"
        : "La collectivité ne vise pas cet objectif pour l’instant.";
}
