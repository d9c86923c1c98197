using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>The plan along time, drawn on the server: for a screen, for paper, and as a table.</summary>
internal sealed class TimeLineModel(PlansClient plans, TimeProvider clock) : BodyPage
{
    protected override bool ForReadersOfParents => true;

    [BindProperty(SupportsGet = true, Name = "miennes")]
    public bool Mine { get; set; }

    public IReadOnlyList<BoardItem> Dated { get; private set; } = [];

    public int Undated { get; private set; }

    public IHtmlContent Svg { get; private set; } = HtmlString.Empty;

    public string Lead { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        var board = await plans.GetAsync<BoardOfActions>($"bodies/{Body.Id}/actions/board{(Mine ? "?mine=true" : "")}", ct);
        var today = Frame.DayOf(clock.GetUtcNow().UtcDateTime)!.Value;
        Dated = [.. board.Items.Where(a => a is not { StartsOn: null, EndsOn: null }).OrderBy(a => a.StartsOn ?? a.EndsOn).ThenBy(a => a.EndsOn)];
        Undated = board.Items.Count(a => a is { StartsOn: null, EndsOn: null } && a.State is not (ActionState.Done or ActionState.Dropped));
        if (Dated.Count > 0)
        {
            Svg = TimeLineDrawing.Of(Dated, today, id => To($"actions/{id}"));
        }

        var late = Dated.Count(a => a.Late);
        Lead = Dated.Count == 0 ? "Rien à placer dans le temps pour l’instant."
            : $"{French.Count(Dated.Count, "action datée", "actions datées")}{(late > 0 ? $", dont {French.Number(late)} en retard" : "")}{(board.HasMore ? ", celles dont l’échéance est la plus proche" : "")}.";
    }
}
