using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>All that was changed in an action and said about it.</summary>
internal sealed class HistoryModel(PlansClient plans, MethodStore methods) : BodyPage
{
    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public Guid Id { get; private set; }

    public ActionNotes Notes { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, CancellationToken ct)
    {
        Id = id;
        var method = methods.OfAsync(plans, Body.Id, ct);
        Notes = await plans.GetAsync<ActionNotes>($"bodies/{Body.Id}/actions/{id}/notes?size=50{(After is null ? "" : $"&after={Uri.EscapeDataString(After)}")}", ct);
        Method = await method;
    }
}
