using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Campagnes;

/// <summary>One proposal to communes: how far each has come, and its reason.</summary>
internal sealed class DetailModel(PlansClient plans, MethodStore methods) : BodyPage
{
    [BindProperty(SupportsGet = true, Name = "etat")]
    public ProposalStatus? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public CampaignView Campaign { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public static IReadOnlyList<FieldOption> Statuses { get; } = FieldOption.Of<ProposalStatus>(s => States.Look(s.ToString()).Word);

    public string Lead
    {
        get
        {
            var counts = Campaign.Counts;
            return Campaign.WithdrawnAt is { } withdrawn ? $"Retirée le {French.Date(Frame.DayOf(withdrawn)!.Value)}. Les réponses déjà reçues restent."
                : counts.Answered == 0 ? $"Proposée à {French.Count(counts.Total, "commune")}. Aucune réponse pour l’instant."
                : $"{French.Count(counts.Answered, "réponse")} sur {French.Count(counts.Total, "commune")}, dont {French.Number(counts.Adopted)} dans un plan.";
        }
    }

    public Task OnGetAsync(Guid id, CancellationToken ct) => LoadAsync(id, ct);

    /// <summary>Takes it back from those who have not answered.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/campaigns/{id}/withdrawal", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct), words: new Dictionary<string, string> { ["campaign-withdrawn"] = "Cette proposition a déjà été retirée." });
        }

        this.Say("Proposition retirée. Les communes qui n’avaient pas répondu ne peuvent plus l’accepter.");
        return Redirect(To($"campagnes/{id}"));
    }

    private async Task LoadAsync(Guid id, CancellationToken ct)
    {
        var query = new Dictionary<string, string?> { ["status"] = Status?.ToString(), ["after"] = After, ["size"] = "100" };
        var method = methods.GetAsync(plans, ct);
        Campaign = await plans.GetAsync<CampaignView>(QueryHelpers.AddQueryString($"bodies/{Body.Id}/campaigns/{id}", query.Where(p => p.Value is not null)), ct);
        Method = await method;
    }
}
