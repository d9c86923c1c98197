using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>The actions of the plan, with filters kept in the address; a state is changed from its row.</summary>
internal sealed class ListModel(PlansClient plans, MethodStore methods) : BodyPage
{
    private const int Size = 25;

    protected override bool ForReadersOfParents => true;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "etat")]
    public ActionState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "objectif")]
    public string? Objective { get; set; }

    [BindProperty(SupportsGet = true, Name = "cible")]
    public string? Audience { get; set; }

    [BindProperty(SupportsGet = true, Name = "miennes")]
    public bool Mine { get; set; }

    [BindProperty(SupportsGet = true, Name = "retard")]
    public bool Late { get; set; }

    [BindProperty(SupportsGet = true, Name = "tri")]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public Page<ActionItem> Actions { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    /// <summary>Only those that lack this.</summary>
    [BindProperty(SupportsGet = true, Name = "sans")]
    public string? Without { get; set; }

    /// <summary>What the plan still lacks; null when it is not known.</summary>
    public Gaps? Gaps { get; private set; }

    /// <summary>Those ticked, kept when the change was refused.</summary>
    public IReadOnlySet<Guid> Chosen { get; private set; } = new HashSet<Guid>();

    public ActionState? ToState { get; private set; }

    public string? Reason { get; private set; }

    public IReadOnlyList<FieldOption> Members => [.. (Gaps?.Members ?? []).Select(m => new FieldOption(m.Id.ToString(), m.Name))];

    public bool IsFiltered => Without is not null || !string.IsNullOrWhiteSpace(Q) || State is not null || Objective is not null || Audience is not null || Mine || Late;

    public IReadOnlyList<FieldOption> Objectives => [.. Method.Objectives.Select(o => new FieldOption(o.Code, $"{o.Code} {o.ShortLabel}")), .. Method.Own.Objectives.Select(o => new FieldOption(o.Code, $"{o.Code} {o.Label}"))];

    public IReadOnlyList<FieldOption> Audiences => [.. Method.Audiences.Select(a => new FieldOption(a.Code, a.PluralLabel))];

    public string? NextHref => Actions.Next is { } next ? With("apres", next) : null;

    public string? FirstHref => After is null ? null : With("apres", null);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <summary>A state chosen in a row; one that needs a reason is asked for it on a page of its own.</summary>
    public async Task<IActionResult> OnPostMoveAsync(Guid id, int version, ActionState? to, CancellationToken ct)
    {
        if (to is not { } state)
        {
            return Redirect(With("handler", null));
        }

        if (state.NeedsReason())
        {
            return Redirect(QueryHelpers.AddQueryString(To($"actions/{id}/etat"), new Dictionary<string, string?> { ["vers"] = state.ToString() }));
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/actions/{id}/state", new { State = state }, version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: new Dictionary<string, string>
            {
                ["stale"] = "Cette action a changé entre-temps\u00A0: voici son état actuel. Choisissez de nouveau si besoin.",
            });
        }

        this.Say($"État enregistré\u00A0: {PlanWords.Of(state).ToLowerInvariant()}.");
        return Redirect(With("handler", null));
    }

    /// <summary>State, pilot or end of all those ticked, or of none.</summary>
    public async Task<IActionResult> OnPostChangeAsync(List<string>? chosen, ActionState? state, string? reason, Guid? addPilot, DateOnly? endsOn, CancellationToken ct)
    {
        ModelState.Clear();
        var targets = (chosen ?? []).Select(c => c.Split(':')).Where(c => c.Length == 2 && Guid.TryParse(c[0], out _) && int.TryParse(c[1], out _))
            .Select(c => new { Id = Guid.Parse(c[0]), Version = int.Parse(c[1], System.Globalization.CultureInfo.InvariantCulture) }).ToList();
        (Chosen, ToState, Reason) = (targets.Select(t => t.Id).ToHashSet(), state, reason);
        if (targets.Count == 0)
        {
            ModelState.AddModelError("", "Cochez au moins une action dans le tableau.");
            await LoadAsync(ct);
            Response.StatusCode = 400;
            return Page();
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/actions/changes", new { Actions = targets, State = state, Reason = reason, AddPilot = addPilot, EndsOn = endsOn }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), new Dictionary<string, string> { ["reason"] = "reason", ["state"] = "state", ["addPilot"] = "addPilot", ["endsOn"] = "endsOn" }, new Dictionary<string, string>
            {
                ["stale"] = "Une des actions cochées a changé entre-temps\u00A0: rien n’a été modifié. Voici leur état actuel\u00A0; recommencez si besoin.",
                ["not-allowed"] = "Vous ne pouvez changer que les actions que vous pilotez, et le pilotage revient au pilotage du projet. Rien n’a été modifié.",
            });
        }

        this.Say($"{French.Count(targets.Count, "action changée", "actions changées")}.");
        return Redirect(With("handler", null));
    }

    /// <summary>Sentences on what is missing, each with the list of those actions.</summary>
    public IReadOnlyList<(string Words, string Href)> Lacks(Gaps gaps) =>
        [.. new (int Count, string One, string Many, string Query)[]
        {
            (gaps.NoPilot, "action n’a pas de pilote", "actions n’ont pas de pilote", "sans=pilote"),
            (gaps.NoEnd, "action n’a pas d’échéance", "actions n’ont pas d’échéance", "sans=echeance"),
            (gaps.Late, "action est en retard", "actions sont en retard", "retard=true"),
            (gaps.NoProof, "action faite n’a pas de preuve", "actions faites n’ont pas de preuve", "sans=preuve"),
        }.Where(lack => lack.Count > 0).Select(lack => (French.Count(lack.Count, lack.One, lack.Many), $"{To("actions")}?{lack.Query}"))];

    private async Task LoadAsync(CancellationToken ct)
    {
        var query = new Dictionary<string, string?>
        {
            ["q"] = string.IsNullOrWhiteSpace(Q) ? null : Q,
            ["state"] = State?.ToString(),
            ["objective"] = Objective,
            ["audience"] = Audience,
            ["pilot"] = Mine ? "me" : null,
            ["without"] = Without switch { "pilote" => "Pilot", "echeance" => "End", "preuve" => "Proof", _ => null },
            ["late"] = Late ? "true" : null,
            ["sort"] = Sort == "echeance" ? "End" : null,
            ["after"] = After,
            ["size"] = Size.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        var method = methods.OfAsync(plans, Body.Id, ct);
        var actions = plans.GetAsync<Page<ActionItem>>(QueryHelpers.AddQueryString($"bodies/{Body.Id}/actions", query.Where(p => !string.IsNullOrEmpty(p.Value))), ct);
        var gaps = plans.TryGetAsync<Gaps>($"bodies/{Body.Id}/actions/gaps", ct);
        await Task.WhenAll(method, actions, gaps);
        (Method, Actions, Gaps) = (await method, await actions, await gaps);
    }

    /// <summary>This list with another value, or none; the name of a handler that was posted to is left out.</summary>
    private string With(string name, string? value)
    {
        var query = Request.Query.Where(p => p.Key != name && p.Key != "handler").SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v));
        return QueryHelpers.AddQueryString(To("actions"), value is null ? query : query.Append(KeyValuePair.Create(name, (string?)value)));
    }
}
