using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Leviers;

/// <summary>The opportunity sheet of a policy to be made together.</summary>
internal sealed class NewCoDesignModel(PlansClient plans) : CoDesignFormPage
{
    public IActionResult OnGet() => May(Right.Edit) ? Page() : Problem(ProblemPage.NotAllowed(WhoMay, To("leviers"), "Revenir aux leviers"));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/levers/co-designs", Input.AsBody(), ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Fiche enregistrée.");
        return Redirect(To($"leviers/co-conception/{answer.Read<Created>().Id}"));
    }
}
