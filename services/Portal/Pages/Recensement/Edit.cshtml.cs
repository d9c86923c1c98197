using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>Changes what is written about a candidate dataset.</summary>
internal sealed class EditModel(PlansClient plans, TerritoryClient territory, SchemaStore schemas) : DatasetFormPage(plans, territory, schemas)
{
    public Guid Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed(WhoMay, To($"recensement/{id}"), "Revenir au jeu de données"));
        }

        var dataset = await Plans.GetAsync<DatasetView>($"bodies/{Body.Id}/inventory/datasets/{id}", ct);
        await LoadSchemasAsync(ct);
        (Id, Input) = (id, DatasetInput.Of(dataset));
        Services = [.. dataset.Services.Select(s => new FieldOption(s.Id.ToString(), s.Name))];
        People = [.. dataset.Members.Select(m => new FieldOption(m.Id.ToString(), m.Name))];

        // Who left the body stays named until someone else is chosen.
        People = dataset.Owner is { } owner && dataset.Members.All(m => m.Id != owner.Id) ? [.. People, new FieldOption(owner.Id.ToString(), owner.Shown)] : People;
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

        var answer = await Plans.PutAsync($"bodies/{Body.Id}/inventory/datasets/{id}", Input.AsBody(), Input.Version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask);
        }

        this.Say("Jeu de données enregistré.");
        return Redirect(To($"recensement/{id}"));
    }
}
