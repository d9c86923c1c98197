using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;

namespace OpenDataAnimation.Portal.Pages.Plan;

/// <summary>How the plan's evaluation moved, snapshot after snapshot; each is kept as it was.</summary>
internal sealed class EvolutionModel(PlansClient plans, MethodStore methods) : BodyPage
{
    public SnapshotsView View { get; private set; } = null!;

    public Method Method { get; private set; } = null!;

    /// <summary>Every snapshot, then today.</summary>
    public IReadOnlyList<SnapshotItem> Points => [.. View.Items, View.Now with { Name = "Aujourd’hui" }];

    public IHtmlContent Drawing => EvolutionDrawing.Levels(
        "Niveau atteint sur chaque axe", [.. Method.Axes.Select(a => a.ShortLabel)], [.. Points.Select(p => new EvolutionPoint(p.Name, p.On, p.Levels))]);

    public string Lead
    {
        get
        {
            if (View.Items.Count == 0)
            {
                return "Gardez une trace de là où vous en êtes, pour montrer le chemin fait.";
            }

            var (first, gained) = (View.Items[0], View.Now.Reached.Except(View.Items[0].Reached).Count());
            return gained == 0
                ? $"Depuis le {French.Date(first.On)}, les objectifs atteints sont les mêmes ({French.Number(View.Now.Reached.Count)} sur 9)."
                : $"{French.Count(gained, "objectif atteint", "objectifs atteints")} de plus depuis le {French.Date(first.On)}\u00A0: {string.Join(", ", View.Now.Reached.Except(first.Reached))}.";
        }
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/snapshots", new { name }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), new Dictionary<string, string> { ["name"] = "name", ["Name"] = "name" }, new Dictionary<string, string>
            {
                ["too-many"] = "Soixante photographies sont déjà gardées.",
            });
        }

        this.Say("Plan photographié.");
        return Redirect(To("plan/evolution"));
    }

    public async Task<IActionResult> OnPostRenameAsync(Guid id, int version, string? name, CancellationToken ct) =>
        await DoneAsync(await plans.PutAsync($"bodies/{Body.Id}/snapshots/{id}", new { name }, version, ct), "Photographie renommée.", ct);

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, int version, CancellationToken ct) =>
        await DoneAsync(await plans.DeleteAsync($"bodies/{Body.Id}/snapshots/{id}", version, ct), "Photographie supprimée. Vous pouvez la rétablir pendant 30 jours, au bas de cette page.", ct);

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken ct) =>
        await DoneAsync(await plans.PostAsync($"bodies/{Body.Id}/snapshots/{id}/restoration", null, ct), "Photographie rétablie.", ct);

    private async Task<IActionResult> DoneAsync(Answer answer, string said, CancellationToken ct)
    {
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), SnapshotBlock.Fields, SnapshotBlock.Refusals);
        }

        this.Say(said);
        return Redirect(To("plan/evolution"));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var method = methods.GetAsync(plans, ct);
        View = await plans.GetAsync<SnapshotsView>($"bodies/{Body.Id}/snapshots", ct);
        Method = await method;
    }
}

internal sealed record SnapshotsView(IReadOnlyList<SnapshotItem> Items, SnapshotItem Now, IReadOnlyList<DeletedSnapshot>? Deleted = null);

/// <summary>One that can still be brought back.</summary>
internal sealed record DeletedSnapshot(Guid Id, string Name, DateOnly On);

/// <param name="By">Null for one that was taken by itself.</param>
internal sealed record SnapshotItem(
    Guid Id, string Name, DateOnly On, bool Automatic, string? By, IReadOnlyList<int> Levels, IReadOnlyList<string> Reached, int ActionsTotal, int ActionsDone, int Version = 1);
