using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>The plan as lanes, one a state; an action changes lane by its own list of states, with mouse, keyboard or no script.</summary>
internal sealed class ByStateModel(PlansClient plans) : BodyPage
{
    protected override bool ForReadersOfParents => true;

    [BindProperty(SupportsGet = true, Name = "miennes")]
    public bool Mine { get; set; }

    public BoardOfActions Board { get; private set; } = null!;

    public IReadOnlyList<Lane> Lanes => [.. new[] { ActionState.ToDiscuss, ActionState.ToCome, ActionState.InProgress, ActionState.Blocked, ActionState.Paused, ActionState.Done, ActionState.Dropped }
        .Select(state => new Lane(state, [.. Board.Items.Where(a => a.State == state)]))];

    public string Lead => $"{French.Count(Board.Items.Count, "action")}{(Board.HasMore ? " montrées, celles dont l’échéance est la plus proche" : "")}. Changez l’état d’une action pour la changer de colonne.";

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(Guid id, int version, ActionState to, CancellationToken ct)
    {
        if (to.NeedsReason())
        {
            return Redirect(To($"actions/{id}/etat?vers={to}"));
        }

        var answer = await plans.PostAsync($"bodies/{Body.Id}/actions/{id}/state", new { State = to }, version, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), words: new Dictionary<string, string>
            {
                ["stale"] = "Cette action a changé entre-temps\u00A0: voici son état actuel. Choisissez de nouveau si besoin.",
            });
        }

        this.Say($"État enregistré\u00A0: {PlanWords.Of(to).ToLowerInvariant()}.");
        return Redirect(To("actions/par-etat") + (Mine ? "?miennes=true" : ""));
    }

    private async Task LoadAsync(CancellationToken ct) => Board = await plans.GetAsync<BoardOfActions>($"bodies/{Body.Id}/actions/board{(Mine ? "?mine=true" : "")}", ct);

    internal sealed record Lane(ActionState State, IReadOnlyList<BoardItem> Items);
}
