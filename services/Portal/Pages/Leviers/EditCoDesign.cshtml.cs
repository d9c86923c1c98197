using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Leviers;

/// <summary>Changes the sheet of a policy made together.</summary>
internal sealed class EditCoDesignModel(PlansClient plans) : CoDesignFormPage
{
    public Guid Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        Id = id;
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed(WhoMay, To($"leviers/co-conception/{id}"), "Revenir à la fiche"));
        }

        Input = CoDesignInput.Of(await plans.GetAsync<CoDesignView>($"bodies/{Body.Id}/levers/co-designs/{id}", ct));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        Id = id;
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await plans.PutAsync($"bodies/{Body.Id}/levers/co-designs/{id}", Input.AsBody(), Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Fiche enregistrée.");
        return Redirect(To($"leviers/co-conception/{id}"));
    }
}
