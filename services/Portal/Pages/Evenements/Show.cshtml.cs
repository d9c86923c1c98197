using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Evenements;

/// <summary>One event: publish it, cancel it, take it into one's own calendar.</summary>
internal sealed class ShowModel(EventsClient events) : BodyPage
{
    public sealed class Form
    {
        [Display(Name = "Pourquoi est-il annulé\u00A0?"), Required, StringLength(500, MinimumLength = 3)]
        public string? Reason { get; set; }
    }

    [FromRoute]
    public Guid EventId { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownEvent Event { get; private set; } = null!;

    private string Path => $"bodies/{Body.Id}/events/{EventId}";

    public Task OnGetAsync(CancellationToken ct) => ReadAsync(ct);

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct)
    {
        var answer = await events.PostAsync($"{Path}/publication", null, ct);
        if (!answer.Succeeded)
        {
            ModelState.Clear();
            return await RefusedAsync(answer, () => ReadAsync(ct), words: new Dictionary<string, string> { ["event-not-draft"] = "Cet événement est déjà publié ou annulé." });
        }

        this.Say("Événement publié.");
        return Redirect(To($"evenements/{EventId}"));
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await ReadAsync(ct);
            return Page();
        }

        var answer = await events.PostAsync($"{Path}/cancellation", Input, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => ReadAsync(ct), words: new Dictionary<string, string> { ["event-cancelled"] = "Cet événement est déjà annulé." });
        }

        this.Say("Événement annulé. Les agendas qui le suivent seront mis à jour.");
        return Redirect(To($"evenements/{EventId}"));
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        (await events.DeleteAsync(Path, null, ct)).OrFail();
        this.Say("Brouillon supprimé. Il reste récupérable pendant 30 jours.");
        return Redirect(To("evenements"));
    }

    private async Task ReadAsync(CancellationToken ct) => Event = await events.GetAsync<ShownEvent>(Path, ct);
}
