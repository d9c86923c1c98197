using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Propositions;

/// <summary>What parents propose to the body: each in one card, answered without leaving the list.</summary>
internal sealed class ListModel(PlansClient plans, MethodStore methods, TimeProvider clock) : BodyPage
{
    private static readonly string[] Fields = ["title", "description", "startsOn", "endsOn", "service", "reason", "note", "doneOn"];

    private const int MostOpen = 50;

    private static readonly Dictionary<string, string> Closed = new()
    {
        ["stale"] = "La proposition vient d’être modifiée par la structure qui l’a envoyée\u00A0: relisez-la ci-dessous avant de répondre.",
        ["proposal-closed"] = "Cette proposition a déjà reçu une réponse, ou a été retirée entre-temps.",
        ["proposal-expired"] = "La date limite de cette proposition est passée. Écrivez à la structure si vous souhaitez encore y répondre.",
    };

    // One entry for each card: the forms of several proposals stand on one page.
    [BindProperty]
    public Dictionary<string, AdaptInput> Adapt { get; set; } = [];

    [BindProperty]
    public Dictionary<string, DeclineInput> Decline { get; set; } = [];

    [BindProperty]
    public Dictionary<string, DoneInput> Done { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public IReadOnlyList<ProposalItem> Open { get; private set; } = [];

    public Page<ProposalItem> Answered { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Frame.TimeZone).DateTime);

    private PlanView? Plan { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (May(Right.Contribute))
        {
            // The parent is told that it was read; the page does not depend on it.
            await Task.WhenAll(Open.Where(p => p.Status == ProposalStatus.Sent || p.Unread).Select(p => plans.PostAsync($"bodies/{Body.Id}/proposals/{p.Id}/seen", null, ct)));
        }
    }

    public async Task<IActionResult> OnPostAcceptAsync(Guid id, int sentVersion, CancellationToken ct) =>
        await AnswerAsync(id, "acceptance", new { sentVersion }, "Proposition acceptée\u00A0: l’action est dans votre plan.", "Adapt", ct);

    public async Task<IActionResult> OnPostAdaptAsync(Guid id, int sentVersion, CancellationToken ct) =>
        Adapt.GetValueOrDefault(id.ToString("N")) is not { } input ? RedirectToPage()
        : await AnswerAsync(
            id, "acceptance", new { input.Title, Description = input.Description ?? "", input.StartsOn, input.EndsOn, input.Service, sentVersion },
            "Proposition adaptée\u00A0: votre version est dans le plan.", "Adapt", ct);

    public async Task<IActionResult> OnPostDeclineAsync(Guid id, int sentVersion, CancellationToken ct) =>
        Decline.GetValueOrDefault(id.ToString("N")) is not { } input ? RedirectToPage()
        : await AnswerAsync(id, "decline", new { input.Reason, sentVersion }, "Proposition déclinée. Votre raison est transmise.", "Decline", ct);

    public async Task<IActionResult> OnPostDoneAsync(Guid id, int sentVersion, CancellationToken ct) =>
        Done.GetValueOrDefault(id.ToString("N")) is not { } input ? RedirectToPage()
        : await AnswerAsync(id, "already-done", new { input.Note, input.DoneOn, sentVersion }, "C’est noté\u00A0: l’action est dans votre plan, déjà faite.", "Done", ct);

    /// <summary>Of a plan model, what was chosen: each part as <c>place:take</c>, <c>place:done</c> or <c>place:leave</c>.</summary>
    public async Task<IActionResult> OnPostTakeAsync(Guid id, int sentVersion, List<string>? parts, List<string>? aims, CancellationToken ct)
    {
        ModelState.Clear();
        var chosen = (parts ?? []).Select(p => p.Split(':')).Where(p => p.Length == 2 && int.TryParse(p[0], out _)).ToLookup(p => p[1], p => int.Parse(p[0], CultureInfo.InvariantCulture));
        return await AnswerAsync(
            id, "parts", new { actions = chosen["take"].ToArray(), done = chosen["done"].ToArray(), objectives = aims ?? [], sentVersion },
            "C’est fait\u00A0: ce que vous avez choisi est dans votre plan.", "Take", ct);
    }

    /// <summary>Whether the form of that kind, for that proposal, came back with an error.</summary>
    public bool IsWrong(string form, ProposalItem proposal) =>
        ModelState.Any(e => e.Value!.Errors.Count > 0 && e.Key.StartsWith($"{form}[{proposal.Key}]", StringComparison.Ordinal));

    /// <summary>Why this is proposed to us: the objectives it serves, and where our own plan stands on them.</summary>
    public string WhyUs(string code)
    {
        var stands = Plan?.Objective(code);
        return $"{Method.ObjectiveName(code)}{(stands is null ? "" : stands.Reached ? " (vous l’avez atteint)" : stands.Declared ? " (vous le visez)" : " (vous ne le visez pas encore)")}";
    }

    private async Task<IActionResult> AnswerAsync(Guid id, string act, object body, string said, string form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/proposals/{id}/{act}", body, ct);
        if (!answer.Succeeded)
        {
            var key = $"{form}[{id:N}].";
            var fields = Fields
                .ToDictionary(name => name, name => key + char.ToUpperInvariant(name[0]) + name[1..]);
            return await RefusedAsync(answer, () => LoadAsync(ct), fields, Closed);
        }

        this.Say(said);
        return Redirect(To("propositions"));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var method = methods.GetAsync(plans, ct);
        var plan = plans.TryGetAsync<PlanView>($"bodies/{Body.Id}/plan", ct);
        var open = plans.GetAsync<Page<ProposalItem>>($"bodies/{Body.Id}/proposals?open=true&size={MostOpen}", ct);
        var answered = plans.GetAsync<Page<ProposalItem>>(
            $"bodies/{Body.Id}/proposals?open=false{(After is null ? "" : $"&after={Uri.EscapeDataString(After)}")}", ct);
        await Task.WhenAll(method, plan, open, answered);
        (Method, Plan) = (await method, await plan);
        Open = [.. (await open).Items.OrderBy(p => p.ExpiresOn ?? DateOnly.MaxValue)];

        // One that is answered between both readings stands in one place only.
        var page = await answered;
        Answered = page with { Items = [.. page.Items.Where(a => Open.All(o => o.Id != a.Id))] };
        foreach (var proposal in Open)
        {
            Adapt.TryAdd(proposal.Key, AdaptInput.Of(proposal));
            Decline.TryAdd(proposal.Key, new DeclineInput());
            Done.TryAdd(proposal.Key, new DoneInput { DoneOn = Today });
        }
    }
}

internal sealed class AdaptInput
{
    [Display(Name = "Titre de l’action"), Required, StringLength(200, MinimumLength = 3)]
    public string? Title { get; set; }

    [Display(Name = "Description"), DataType(DataType.MultilineText), StringLength(4000)]
    public string? Description { get; set; }

    [Display(Name = "Début")]
    public DateOnly? StartsOn { get; set; }

    [Display(Name = "Échéance")]
    public DateOnly? EndsOn { get; set; }

    [Display(Name = "Service qui s’en charge"), StringLength(120)]
    public string? Service { get; set; }

    public static AdaptInput Of(ProposalItem proposal) =>
        new() { Title = proposal.Title, Description = proposal.Description, StartsOn = proposal.StartsOn, EndsOn = proposal.EndsOn };
}

internal sealed class DeclineInput
{
    [Display(Name = "Pourquoi vous déclinez"), Required, DataType(DataType.MultilineText), StringLength(1000, MinimumLength = 2)]
    public string? Reason { get; set; }
}

internal sealed class DoneInput
{
    [Display(Name = "Date à laquelle c’était fait"), Required]
    public DateOnly? DoneOn { get; set; }

    [Display(Name = "Quelques mots"), DataType(DataType.MultilineText), StringLength(1000)]
    public string? Note { get; set; }
}
