using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Leviers;

/// <summary>A question that crosses the services of the body.</summary>
internal sealed class NewQuestionModel(PlansClient plans) : QuestionFormPage(plans)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed(WhoMay, To("leviers"), "Revenir aux leviers"));
        }

        await LoadDatasetsAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadDatasetsAsync(ct);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await Plans.PostAsync($"bodies/{Body.Id}/levers/questions", Input.AsBody(), ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Problématique posée.");
        return Redirect(To($"leviers/problematiques/{answer.Read<Created>().Id}"));
    }
}
