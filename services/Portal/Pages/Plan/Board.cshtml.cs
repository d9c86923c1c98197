using OpenDataAnimation.Interface;
using OpenDataAnimation.Interface.TagHelpers;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Suggestions;

namespace OpenDataAnimation.Portal.Pages.Plan;

/// <summary>Where the body stands: the nine objectives on one board, and who leads the plan.</summary>
internal sealed class BoardModel(PlansClient plans, MethodStore methods) : BodyPage
{
    protected override bool ForReadersOfParents => true;

    public PlanView Plan { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    public IReadOnlyList<BoardAxis> Axes { get; private set; } = [];

    /// <summary>For those who may follow them; none when they could not be read.</summary>
    public IReadOnlyList<SuggestionView> Suggestions { get; private set; } = [];

    public int Declared { get; private set; }

    public int Reached { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var plan = plans.GetAsync<PlanView>($"bodies/{Body.Id}/plan", ct);
        var method = methods.OfAsync(plans, Body.Id, ct);
        var suggestions = May(Right.Edit) ? plans.TryGetAsync<SuggestionList>($"bodies/{Body.Id}/suggestions", ct) : Task.FromResult<SuggestionList?>(null);
        await Task.WhenAll(plan, method, suggestions);
        Suggestions = (await suggestions)?.Items ?? [];
        (Plan, Method) = (await plan, await method);
        (Declared, Reached) = (Plan.Objectives.Count(o => o.Declared), Plan.Objectives.Count(o => o.Reached));
        Axes = [.. Method.Axes.Select((axis, at) => new BoardAxis(
            axis.Label, Plan.Levels[at], [.. Method.Objectives.Where(o => o.Axis == axis.Code).OrderBy(o => o.Level).Select(o => Cell(o, Plan.Levels[at] + 1))]))];
    }

    /// <summary>The first line: where things stand.</summary>
    public string Lead =>
        Plan.IsEmpty ? Body.IsMine ? "Rien n’est encore écrit\u00A0: commencez par viser un objectif, ou par une première action." : "Ce plan n’est pas encore commencé."
        : $"{Objectives}, {French.Count(Plan.ActionsTotal, "action")}{Done}{Late}.";

    private string Objectives =>
        (Reached, Declared) switch
        {
            (0, 0) => "Aucun objectif visé pour l’instant",
            (0, _) => $"{French.Count(Declared, "objectif visé", "objectifs visés")}, aucun atteint",
            _ => $"{French.Count(Reached, "objectif atteint", "objectifs atteints")}, {French.Number(Declared)} visé{(Declared > 1 ? "s" : "")} sur neuf",
        };

    private string Done => Plan.ActionsDone == 0 ? "" : $" dont {French.Count(Plan.ActionsDone, "faite")}";

    private string Late => Plan.ActionsLate == 0 ? "" : $", {French.Number(Plan.ActionsLate)} en retard";

    private BoardCell Cell(MethodObjective objective, int next)
    {
        var stands = Plan.Objective(objective.Code)!;
        return new BoardCell(objective.Code, objective.Label, stands.State, To($"plan/objectifs/{objective.Code}"))
        {
            Actions = stands.ActionsTotal,
            Proofs = stands.Proofs,
            Missing = Method.Own.Hides(objective.Code) && !stands.Declared ? "Masqué dans votre méthode." : stands.Missing(Body.IsMine, objective.Level == next),
        };
    }
}
