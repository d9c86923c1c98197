using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Actions;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Recensement;

/// <summary>Actions that are in the plan already, tied to the dataset that they are about.</summary>
internal sealed class LinkModel(PlansClient plans) : BodyPage
{
    private const int Shown = 20;

    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["action-linked"] = "Cette action est déjà issue d’autre chose\u00A0: un besoin, une mission ou un autre jeu de données. Détachez-la là-bas d’abord.",
    };

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    public DatasetView Dataset { get; private set; } = null!;

    public IReadOnlyList<ActionItem> Found { get; private set; } = [];

    public bool More { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!May(Right.Edit))
        {
            return Problem(ProblemPage.NotAllowed("La cheffe ou le chef de projet, ou une personne administratrice de la collectivité, tient le recensement.", To($"recensement/{id}"), "Revenir au jeu de données"));
        }

        await LoadAsync(id, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostTieAsync(Guid id, Guid action, CancellationToken ct) =>
        await DoneAsync(id, await plans.PostAsync($"bodies/{Body.Id}/inventory/datasets/{id}/actions", new { ActionId = action }, ct), "Action rattachée.", ct);

    public async Task<IActionResult> OnPostUntieAsync(Guid id, Guid action, CancellationToken ct) =>
        await DoneAsync(id, await plans.DeleteAsync($"bodies/{Body.Id}/inventory/datasets/{id}/actions/{action}", null, ct), "Action détachée.", ct);

    private async Task<IActionResult> DoneAsync(Guid id, Answer answer, string said, CancellationToken ct)
    {
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct), words: Refusals);
        }

        this.Say(said);
        return Redirect(To($"recensement/{id}/actions"));
    }

    private async Task LoadAsync(Guid id, CancellationToken ct)
    {
        var list = plans.GetAsync<Page<ActionItem>>($"bodies/{Body.Id}/actions?size=50{(string.IsNullOrWhiteSpace(Q) ? "" : $"&q={Uri.EscapeDataString(Q)}")}", ct);
        Dataset = await plans.GetAsync<DatasetView>($"bodies/{Body.Id}/inventory/datasets/{id}?plain=true", ct);
        var here = Dataset.Actions.Select(a => a.Id).ToHashSet();
        var found = (await list).Items.Where(a => !here.Contains(a.Id)).ToList();
        (Found, More) = ([.. found.Take(Shown)], found.Count > Shown);
    }
}
