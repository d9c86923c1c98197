using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Campagnes;

/// <summary>One proposal to communes: how far each has come, and its reason.</summary>
internal sealed class DetailModel(PlansClient plans, MethodStore methods, TimeProvider clock) : BodyPage
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

    /// <summary>Who received it and has not answered; the others cannot be chased yet, and are told of above.</summary>
    public IReadOnlyList<Recipient> Chase => [.. (Campaign.Chase ?? []).Where(r => r.SentAt is not null)];

    /// <summary>Someone has had it for a week: before that, to remind is no more than possible.</summary>
    public bool IsTimeToRemind => Chase.Any(r => r.SentAt < clock.GetUtcNow().UtcDateTime.AddDays(-7));

    public DateOnly Today => Frame.DayOf(clock.GetUtcNow().UtcDateTime)!.Value;

    /// <summary>A commune is asked again once a week at most.</summary>
    public bool MayRemind(Recipient recipient) => recipient.SentAt is not null && !(recipient.RemindedAt > clock.GetUtcNow().UtcDateTime.AddDays(-7));

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

    /// <summary>Asks those who have not answered once more; one of them, where it is named.</summary>
    public async Task<IActionResult> OnPostRemindAsync(Guid id, Guid? child, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/campaigns/{id}/reminder", new { children = child is { } one ? new[] { one } : null }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(id, ct), words: new Dictionary<string, string>
            {
                ["reminder-too-soon"] = "Personne n’est à relancer aujourd’hui\u00A0: une commune reçoit une relance par semaine au plus.",
                ["campaign-over"] = "Cette proposition est retirée, ou sa date limite est passée.",
            });
        }

        var sent = answer.Read<ReminderSent>();
        this.Say($"{French.Count(sent.Reminded, "commune relancée", "communes relancées")}\u00A0: la proposition revient en tête de leur journée, et un courriel part.");
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

internal sealed record ReminderSent(int Reminded);
