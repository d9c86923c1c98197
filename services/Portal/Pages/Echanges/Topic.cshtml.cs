using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Echanges;

/// <summary>One topic and what was answered.</summary>
internal sealed class TopicModel(PeerExchangeClient exchange) : BodyPage
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        [Display(Name = "Votre réponse"), Required, DataType(DataType.MultilineText), StringLength(8000, MinimumLength = 2)]
        public string? Text { get; set; }

        [Display(Name = "Répondre au nom de la collectivité plutôt qu’en mon nom")]
        public bool AsBody { get; set; }
    }

    private static readonly Dictionary<string, string> Archived = new() { ["topic-archived"] = "Ce sujet a été archivé entre-temps\u00A0: il ne reçoit plus de réponses." };

    public ShownTopic Topic { get; private set; } = null!;

    public ShownReplies Replies { get; private set; } = new([], null);

    [BindProperty(SupportsGet = true)]
    public Guid TopicId { get; set; }

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? After { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>The reply just taken back, which can be put there again.</summary>
    [TempData]
    public Guid? Removed { get; set; }

    public string Here => To($"echanges/{TopicId}");

    private string Path => $"bodies/{Body.Id}/topics/{TopicId}";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Id = Guid.CreateVersion7();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        var answer = await exchange.PostAsync($"{Path}/replies", new { Input.Id, Input.Text, Input.AsBody }, ct);
        return answer.Succeeded ? Done("Réponse envoyée.") : await RefusedAsync(answer, () => LoadAsync(ct), words: Archived);
    }

    public Task<IActionResult> OnPostSolvedAsync(CancellationToken ct) => MoveAsync("Solved", "Sujet marqué comme résolu.", ct);

    public Task<IActionResult> OnPostOpenAsync(CancellationToken ct) => MoveAsync("Open", "Sujet ouvert à nouveau.", ct);

    public Task<IActionResult> OnPostArchivedAsync(CancellationToken ct) => MoveAsync("Archived", "Sujet archivé.", ct);

    public async Task<IActionResult> OnPostAcceptAsync(Guid replyId, CancellationToken ct)
    {
        (await exchange.PostAsync($"{Path}/accepted-reply", new { replyId }, ct)).OrFail();
        return Done("Réponse retenue\u00A0: le sujet est résolu.");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid replyId, CancellationToken ct)
    {
        (await exchange.DeleteAsync($"{Path}/replies/{replyId}", null, ct)).OrFail();
        Removed = replyId;
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostRestoreAsync(Guid replyId, CancellationToken ct)
    {
        (await exchange.PostAsync($"{Path}/replies/{replyId}/restoration", null, ct)).OrFail();
        return Done("Réponse remise en place.");
    }

    private async Task<IActionResult> MoveAsync(string state, string said, CancellationToken ct)
    {
        (await exchange.PostAsync($"{Path}/state", new { state }, ct)).OrFail();
        return Done(said);
    }

    private RedirectResult Done(string said)
    {
        this.Say(said);
        return Redirect(Here);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Topic = await exchange.GetAsync<ShownTopic>(Path, ct);
        Replies = After is null
            ? Topic.Replies ?? new([], null)
            : await exchange.GetAsync<ShownReplies>($"{Path}/replies?after={Uri.EscapeDataString(After)}", ct);
    }
}
