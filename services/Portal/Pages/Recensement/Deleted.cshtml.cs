using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>What was deleted of the inventory within thirty days, and can come back.</summary>
internal sealed class DeletedModel(PlansClient plans) : BodyPage
{
    public IReadOnlyList<DatasetItem> Datasets { get; private set; } = [];

    public IReadOnlyList<NeedItem> Needs { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, tient le recensement.", To("recensement"), "Revenir au recensement"));
        }

        var needs = plans.GetAsync<NeedList>($"bodies/{Body.Id}/inventory/needs?deleted=true&size=100", ct);
        Datasets = (await plans.GetAsync<DatasetList>($"bodies/{Body.Id}/inventory/datasets?deleted=true&size=100", ct)).Items;
        Needs = (await needs).Items;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        (await plans.PostAsync($"bodies/{Body.Id}/inventory/datasets/{id}/restoration", null, ct)).OrFail();
        this.Say("Jeu de données rétabli.");
        return Redirect(To($"recensement/{id}"));
    }

    public async Task<IActionResult> OnPostNeedAsync(Guid id, CancellationToken ct)
    {
        (await plans.PostAsync($"bodies/{Body.Id}/inventory/needs/{id}/restoration", null, ct)).OrFail();
        this.Say("Besoin rétabli.");
        return Redirect(To($"recensement/besoins/{id}"));
    }
}
