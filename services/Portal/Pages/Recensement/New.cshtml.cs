using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>Someone spots data that may be opened.</summary>
internal sealed class NewModel(PlansClient plans, TerritoryClient territory, SchemaStore schemas) : DatasetFormPage(plans, territory, schemas)
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "service")] Guid? service, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed(WhoMay, To("recensement"), "Revenir au recensement"));
        }

        await LoadChoicesAsync(ct);
        Input.ServiceId = service;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadChoicesAsync(ct);
            return Page();
        }

        var answer = await Plans.PostAsync($"bodies/{Body.Id}/inventory/datasets", Input.AsBody(), ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadChoicesAsync(ct));
        }

        this.Say("Jeu de données ajouté au recensement.");
        return Redirect(To($"recensement/{answer.Read<Created>().Id}"));
    }
}
