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

    /// <summary>Of the action; null when it did not come.</summary>
    public string? Title { get; private set; }

    public Page<Note> Notes { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, CancellationToken ct)
    {
        Id = id;
        var method = methods.OfAsync(plans, Body.Id, ct);
        var action = plans.TryGetAsync<ActionTitle>($"bodies/{Body.Id}/actions/{id}", ct);
        Notes = await plans.GetAsync<Page<Note>>($"bodies/{Body.Id}/actions/{id}/notes?size=50{(After is null ? "" : $"&after={Uri.EscapeDataString(After)}")}", ct);
        (Method, Title) = (await method, (await action)?.Title);
    }

    private sealed record ActionTitle(string Title);
}
