using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Campagnes;

/// <summary>What the body proposed to its communes, newest first, with what became of it.</summary>
internal sealed class ListModel(PlansClient plans) : BodyPage
{
    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public Page<CampaignItem> Campaigns { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) =>
        Campaigns = await plans.GetAsync<Page<CampaignItem>>($"bodies/{Body.Id}/campaigns{(After is null ? "" : $"?after={Uri.EscapeDataString(After)}")}", ct);
}
