using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>Changes what is written about a data need.</summary>
internal sealed class EditNeedModel(PlansClient plans) : NeedFormPage
{
    public Guid Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed(WhoMay, To($"recensement/besoins/{id}"), "Revenir au besoin"));
        }

        Input = NeedInput.Of(await LoadAsync(id, ct));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await plans.PutAsync($"bodies/{Body.Id}/inventory/needs/{id}", Input.AsBody(), Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Besoin enregistré.");
        return Redirect(To($"recensement/besoins/{id}"));
    }

    private async Task<NeedView> LoadAsync(Guid id, CancellationToken ct)
    {
        Id = id;
        var need = await plans.GetAsync<NeedView>($"bodies/{Body.Id}/inventory/needs/{id}", ct);
        Services = Options(need.Services);
        return need;
    }
}
