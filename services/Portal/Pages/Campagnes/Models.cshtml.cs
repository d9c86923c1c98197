using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Campagnes;

/// <summary>The plan models of a parent.</summary>
internal sealed class ModelsModel(PlansClient plans) : BodyPage
{
    [BindProperty(SupportsGet = true, Name = "supprime")]
    public Guid? Deleted { get; set; }

    public IReadOnlyList<ModelItem> Models { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/models/{id}/restoration", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct));
        }

        this.Say("Modèle rétabli.");
        return Redirect(To("campagnes/modeles"));
    }

    private async Task LoadAsync(CancellationToken ct) => Models = (await plans.GetAsync<ModelList>($"bodies/{Body.Id}/models", ct)).Items;
}

internal sealed record ModelList(IReadOnlyList<ModelItem> Items);

internal sealed record ModelItem(Guid Id, string Name, string Description, IReadOnlyList<string> Objectives, int Actions, DateTime UpdatedAt);

internal sealed record ModelView(Guid Id, int Version, string Name, string Description, IReadOnlyList<string> Objectives, IReadOnlyList<ProposedAction> Actions);
