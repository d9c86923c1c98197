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

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || State is not null || Objective is not null || Audience is not null || Mine || Late;

    public IReadOnlyList<FieldOption> Objectives => [.. Method.Objectives.Select(o => new FieldOption(o.Code, $"{o.Code} {o.ShortLabel}"))];

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

    private async Task LoadAsync(CancellationToken ct)
    {
        var query = new Dictionary<string, string?>
        {
            ["q"] = string.IsNullOrWhiteSpace(Q) ? null : Q,
            ["state"] = State?.ToString(),
            ["objective"] = Objective,
            ["audience"] = Audience,
            ["pilot"] = Mine ? "me" : null,
            ["late"] = Late ? "true" : null,
            ["sort"] = Sort == "echeance" ? "End" : null,
            ["after"] = After,
            ["size"] = Size.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        var method = methods.GetAsync(plans, ct);
        var actions = plans.GetAsync<Page<ActionItem>>(QueryHelpers.AddQueryString($"bodies/{Body.Id}/actions", query.Where(p => !string.IsNullOrEmpty(p.Value))), ct);
        await Task.WhenAll(method, actions);
        (Method, Actions) = (await method, await actions);
    }

    /// <summary>This list with another value, or none; the name of a handler that was posted to is left out.</summary>
    private string With(string name, string? value)
    {
        var query = Request.Query.Where(p => p.Key != name && p.Key != "handler").SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v));
        return QueryHelpers.AddQueryString(To("actions"), value is null ? query : query.Append(KeyValuePair.Create(name, (string?)value)));
    }
}
