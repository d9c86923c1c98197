using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Propositions;

/// <summary>One proposal after it was answered: what came of it, and what the parent changed since.</summary>
internal sealed class DetailModel(PlansClient plans, MethodStore methods) : BodyPage
{
    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["stale"] = "La proposition vient encore d’être modifiée\u00A0: relisez les changements ci-dessous.",
        ["action-deleted"] = "L’action a été supprimée de votre plan. Rétablissez-la d’abord, ou gardez votre choix.",
    };

    public ProposalView Proposal { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public string Lead => Proposal switch
    {
        { Status: ProposalStatus.Expired, ExpiresOn: { } limit } => $"Expirée\u00A0: la date limite du {French.Date(limit)} est passée sans réponse.",
        { Status: ProposalStatus.Withdrawn } => $"{Proposal.FromStarts} l’a retirée avant votre réponse.",
        { AnsweredAt: { } at } => $"Réponse donnée le {French.Date(Frame.DayOf(at)!.Value)}{(Proposal.AnsweredBy is { Name.Length: > 0 } by ? $" par {by.Name}" : "")}.{(Proposal.Reason is { } reason ? $" «\u00A0{reason}\u00A0»" : "")}",
        _ => "Elle attend votre réponse.",
    };

    public Task OnGetAsync(Guid id, CancellationToken ct) => LoadAsync(id, ct);

    /// <summary>Takes one changed field over, or keeps our own.</summary>
    public async Task<IActionResult> OnPostSettleAsync(Guid id, string field, bool take, int sentVersion, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/proposals/{id}/changes", new { field, take, sentVersion }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct), words: Refusals);
        }

        this.Say(take ? "Repris dans votre action." : "Votre version reste.");
        return Redirect(To($"propositions/{id}"));
    }

    private async Task LoadAsync(Guid id, CancellationToken ct)
    {
        var method = methods.GetAsync(plans, ct);
        Proposal = await plans.GetAsync<ProposalView>($"bodies/{Body.Id}/proposals/{id}", ct);
        Method = await method;
    }
}
