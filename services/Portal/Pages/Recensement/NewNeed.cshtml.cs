using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>Someone lacks data.</summary>
internal sealed class NewNeedModel(PlansClient plans) : NeedFormPage
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "service")] Guid? service, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed(WhoMay, To("recensement/besoins"), "Revenir aux besoins"));
        }

        await LoadAsync(ct);
        Input.ServiceId = service;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/inventory/needs", Input.AsBody(), ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct));
        }

        this.Say("Besoin noté.");
        return Redirect(To($"recensement/besoins/{answer.Read<Created>().Id}"));
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Services = Options((await plans.GetAsync<ServiceList>($"bodies/{Body.Id}/inventory/services", ct)).Items.Select(s => new ServiceOf(s.Id, s.Name)));
}
