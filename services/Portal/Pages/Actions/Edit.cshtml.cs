using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>What is written about an action, to be changed.</summary>
internal sealed class EditModel(PlansClient plans, TerritoryClient territory, MethodStore methods) : ActionFormPage(plans, territory, methods)
{
    public override bool MayChoosePilots => May(Right.Edit);

    public Guid Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var action = await Plans.GetAsync<ActionView>($"bodies/{Body.Id}/actions/{id}", ct);
        await LoadChoicesAsync(ct, action.Members);
        if (!action.MayEdit)
        {
            return Problem(ProblemPage.NotAllowed("Les personnes qui pilotent cette action, la cheffe ou le chef de projet, ou une personne administratrice peuvent la modifier.", To($"actions/{id}"), "Revenir à l’action"));
        }

        (Id, Input) = (id, ActionInput.Of(action));

        // A pilot who left stays named until taken off.
        People = [.. People, .. action.Pilots.Where(p => People.All(known => known.Value != p.Id.ToString())).Select(p => new FieldOption(p.Id.ToString(), p.Shown))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        Id = id;
        await LoadChoicesAsync(ct);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await Plans.PutAsync($"bodies/{Body.Id}/actions/{id}", Input.AsBody(), Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Action enregistrée.");
        return Redirect(To($"actions/{id}"));
    }
}
