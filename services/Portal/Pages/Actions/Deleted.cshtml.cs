using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>What was deleted within thirty days, and can come back.</summary>
internal sealed class DeletedModel(PlansClient plans) : BodyPage
{
    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public Page<ActionItem> Actions { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) =>
        Actions = await plans.GetAsync<Page<ActionItem>>(
            $"bodies/{Body.Id}/actions?deleted=true{(After is null ? "" : $"&after={Uri.EscapeDataString(After)}")}", ct);

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        (await plans.PostAsync($"bodies/{Body.Id}/actions/{id}/restoration", null, ct)).OrFail();
        this.Say("Action rétablie dans le plan.");
        return Redirect(To($"actions/{id}"));
    }
}
