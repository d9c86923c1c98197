using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Grille;

/// <summary>The grid of an earlier day beside today's, and the territory's way from one snapshot to the next.</summary>
internal sealed class EvolutionModel(PlansClient plans, MethodStore methods) : TerritoryPage
{
    [BindProperty(SupportsGet = true, Name = "photo")]
    public Guid? Snapshot { get; set; }

    public override string Here => "territoire/evolution";

    public ComparisonView View { get; private set; } = null!;

    public TerritorySnapshot? Chosen => View.Snapshots.FirstOrDefault(s => s.Id == View.Chosen);

    public IReadOnlyList<FieldOption> Options => [.. View.Snapshots.Select(s => new FieldOption(s.Id.ToString(), $"{s.Name}, {French.Date(s.On)}"))];

    /// <summary>Every snapshot, then today.</summary>
    public IReadOnlyList<TerritorySnapshot> Points => [.. View.Snapshots, View.Now with { Name = "Aujourd’hui" }];

    public IHtmlContent Drawing => EvolutionDrawing.Bars(
        "Objectifs visés et atteints du territoire", ["visés", "atteints"],
        [.. Points.TakeLast(10).Select(p => new EvolutionBars(p.Name, French.ShortDate(p.On), [p.Declared, p.Reached]))]);

    /// <summary>The filters that a choice of snapshot keeps.</summary>
    public IEnumerable<(string Name, string Value)> Kept => new (string, string?)[] { ("q", Q), ("dep", Departement), ("taille", Size), ("partage", Sharing), ("objectif", Objective), ("etat", State) }
        .Where(f => !string.IsNullOrWhiteSpace(f.Item2)).Select(f => (f.Item1, f.Item2!));

    public string Lead
    {
        get
        {
            var both = View.Rows.Where(r => r.Then is not null && r.Now is not null).ToList();
            return Chosen is not { } then ? "Prenez une photographie aujourd’hui pour mesurer le chemin fait plus tard."
                : both.Count == 0 ? $"Aucune commune ne partage son avancement à la fois dans «\u00A0{then.Name}\u00A0» et aujourd’hui."
                : $"Depuis «\u00A0{then.Name}\u00A0» ({French.Date(then.On)}), {French.Count(both.Count(r => r.Now!.Reached > r.Then!.Reached), "commune a atteint", "communes ont atteint")} un objectif de plus, {French.Count(both.Count(r => r.Now!.ActionsDone > r.Then!.ActionsDone), "a terminé", "ont terminé")} une action.";
        }
    }

    /// <summary>Those that shared on neither day.</summary>
    public IReadOnlyList<ComparisonRow> Silent => [.. View.Rows.Where(r => r.Then is null && r.Now is null)];

    public static string Pair(ComparisonRow row, Func<ComparisonFigures, int> of) => (row.Then, row.Now) switch
    {
        ({ } then, { } now) when of(then) == of(now) => French.Number(of(now)),
        ({ } then, { } now) => $"{French.Number(of(then))} → {French.Number(of(now))}",
        (null, { } now) => $"– → {French.Number(of(now))}",
        ({ } then, null) => $"{French.Number(of(then))} → –",
        _ => "non partagé",
    };

    public static string Change(ComparisonRow row, Method method)
    {
        if (row is not { Then: { } then, Now: { } now })
        {
            return row.Now is not null ? "Ne partageait pas alors" : "Son avancement n’est pas encore arrivé";
        }

        var (won, lost) = (now.ReachedCodes.Except(then.ReachedCodes).ToList(), then.ReachedCodes.Except(now.ReachedCodes).ToList());
        var aimed = now.DeclaredCodes.Except(then.DeclaredCodes).Except(won).ToList();
        var words = new[]
        {
            won.Count == 0 ? null : $"atteint {Names(won)}",
            lost.Count == 0 ? null : $"n’atteint plus {Names(lost)}",
            aimed.Count == 0 ? null : $"vise {Names(aimed)}",
        }.OfType<string>().ToList();
        return words.Count == 0 ? now.ActionsDone > then.ActionsDone ? "des actions terminées" : "rien de nouveau" : string.Join("\u00A0; ", words);

        string Names(IEnumerable<string> codes) => string.Join(", ", codes.Select(code => $"{code} {method.Objective(code)?.ShortLabel}".TrimEnd()));
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostTakeAsync(string? name, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/oversight/snapshots", new { name }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), new Dictionary<string, string> { ["name"] = "name", ["Name"] = "name" }, new Dictionary<string, string>
            {
                ["too-many"] = "Soixante photographies sont déjà gardées.",
            });
        }

        this.Say("Grille photographiée.");
        return Redirect(To(Here));
    }

    public async Task<IActionResult> OnPostRenameAsync(Guid id, int version, string? name, CancellationToken ct) =>
        await DoneAsync(await plans.PutAsync($"bodies/{Body.Id}/oversight/snapshots/{id}", new { name }, version, ct), "Photographie renommée.", ct);

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, int version, CancellationToken ct) =>
        await DoneAsync(await plans.DeleteAsync($"bodies/{Body.Id}/oversight/snapshots/{id}", version, ct), "Photographie supprimée. Vous pouvez la rétablir pendant 30 jours, au bas de cette page.", ct);

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken ct) =>
        await DoneAsync(await plans.PostAsync($"bodies/{Body.Id}/oversight/snapshots/{id}/restoration", null, ct), "Photographie rétablie.", ct);

    private async Task<IActionResult> DoneAsync(Answer answer, string said, CancellationToken ct)
    {
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), SnapshotBlock.Fields, SnapshotBlock.Refusals);
        }

        this.Say(said);
        return Redirect(To(Here));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var method = methods.GetAsync(plans, ct);
        View = await plans.GetAsync<ComparisonView>(Ask("oversight/comparison", ("snapshot", Snapshot?.ToString())), ct);
        Method = await method;
    }
}

/// <param name="Both">How many share on both days.</param>
internal sealed record ComparisonView(IReadOnlyList<TerritorySnapshot> Snapshots, Guid? Chosen, TerritorySnapshot Now, int Total, int Both, IReadOnlyList<ComparisonRow> Rows, IReadOnlyList<DeletedSnapshot>? Deleted = null);

internal sealed record TerritorySnapshot(Guid Id, string Name, DateOnly On, int Shared, int Declared, int Reached, int ActionsTotal, int ActionsDone, int Version = 1);

internal sealed record ComparisonRow(Guid BodyId, string Name, string Slug, ComparisonFigures? Then, ComparisonFigures? Now);

internal sealed record ComparisonFigures(int Declared, int Reached, int ActionsTotal, int ActionsDone, IReadOnlyList<string> ReachedCodes, IReadOnlyList<string> DeclaredCodes);
