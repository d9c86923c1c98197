using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Methode;
using OpenDataAnimation.Portal.Pages.Territory;

namespace OpenDataAnimation.Portal.Pages.Grille;

/// <summary>The communes of a parent and the nine objectives, as far as each shares them; filters live in the address, or under a name.</summary>
internal sealed class GridModel(PlansClient plans, MethodStore methods, TimeProvider clock) : TerritoryPage
{
    public override string Here => "territoire/grille";

    public GridView Grid { get; private set; } = null!;

    /// <summary>Saved views; null when they did not come, which the grid does without.</summary>
    public IReadOnlyList<GridSavedView>? Views { get; private set; }

    /// <summary>The commune whose follow-up notes are open under its row.</summary>
    [BindProperty(SupportsGet = true, Name = "suivi")]
    public Guid? NotesOf { get; set; }

    /// <summary>Its row; null when none is open, or the filters leave it out.</summary>
    public GridRow? Noted { get; private set; }

    /// <summary>The last of them; null when they did not come.</summary>
    public IReadOnlyList<FollowUp>? Notes { get; private set; }

    /// <summary>The note whose change was refused, and what was typed.</summary>
    public Guid? Wrong { get; private set; }

    public string? Typed { get; private set; }

    public GridRows RowsToNotes => RowsOf(Noted is null ? Grid.Rows : [.. Grid.Rows.Take(AfterNoted)]);

    public GridRows RowsAfterNotes => RowsOf(Noted is null ? [] : [.. Grid.Rows.Skip(AfterNoted)]);

    private int AfterNoted => 1 + Grid.Rows.Index().First(r => r.Item == Noted).Index;

    private GridRows RowsOf(IReadOnlyList<GridRow> rows) => new(
        rows, Grid.Objectives.Count, To("territoire/"), clock.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture),
        May(Right.Contribute) ? $"?{Filters}{(Filters.Length == 0 ? "" : "&")}suivi=" : null);

    public string Lead =>
        $"{French.Count(Grid.Shared, "collectivité")} sur {French.Number(Grid.Total)} {French.Plural(Grid.Shared, "partage son avancement", "partagent leur avancement")}."
        + (IsFiltered ? $" Ce filtre retient {French.Count(Grid.Matching, "collectivité")}, dont {French.Number(Grid.MatchingShared)} qui {(Grid.MatchingShared > 1 ? "partagent" : "partage")} leur avancement." : "");

    public string Sheet(string format) => "/api/plans/" + Ask("oversight/sheet", ("format", format));

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostSaveAsync(string? name, bool shared, CancellationToken ct)
    {
        var answer = await plans.PostAsync($"bodies/{Body.Id}/views", new { name, filters = Filters, shared }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), new Dictionary<string, string> { ["name"] = "name" }, new Dictionary<string, string>
            {
                ["too-many"] = "Cent vues sont déjà enregistrées. Supprimez-en une.",
                ["not-allowed"] = "Seules les personnes qui pilotent ou administrent partagent une vue. Enregistrez-la pour vous.",
            });
        }

        this.Say($"Vue «\u00A0{name}\u00A0» enregistrée.");
        return Redirect(With(Here));
    }

    public async Task<IActionResult> OnPostForgetAsync(Guid view, CancellationToken ct)
    {
        var answer = await plans.DeleteAsync($"bodies/{Body.Id}/views/{view}", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct));
        }

        this.Say("Vue supprimée.");
        return Redirect(With(Here));
    }

    public async Task<IActionResult> OnPostNoteAsync(string? text, CancellationToken ct)
    {
        Typed = text;
        return await NoteAsync(await plans.PostAsync($"bodies/{Body.Id}/children/{NotesOf}/notes", new { text }, ct), "Note ajoutée.", ct);
    }

    public async Task<IActionResult> OnPostEditNoteAsync(Guid note, int version, string? text, CancellationToken ct)
    {
        (Wrong, Typed) = (note, text);
        return await NoteAsync(await plans.PutAsync($"bodies/{Body.Id}/follow-ups/{note}", new { text }, version, ct), "Note modifiée.", ct);
    }

    private async Task<IActionResult> NoteAsync(Answer answer, string said, CancellationToken ct)
    {
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(ct), new Dictionary<string, string> { ["text"] = "text", ["Text"] = "text" }, new Dictionary<string, string>
            {
                ["stale"] = "Une autre personne vient de modifier cette note\u00A0: relisez-la sur la fiche de la commune. Votre texte est encore là.",
            });
        }

        this.Say(said);
        return Redirect(With(Here) + (Filters.Length == 0 ? "?" : "&") + $"suivi={NotesOf}#suivi");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var notes = NotesOf is { } child && May(Right.Contribute) ? plans.TryGetAsync<FollowUps>($"bodies/{Body.Id}/children/{child}/notes?size=5", ct) : Task.FromResult<FollowUps?>(null);
        var method = methods.GetAsync(plans, ct);
        var grid = plans.GetAsync<GridView>(Ask("oversight"), ct);
        var views = plans.TryGetAsync<GridSavedViews>($"bodies/{Body.Id}/views", ct);
        await Task.WhenAll(method, grid, views);
        (Method, Grid, Views) = (await method, await grid, (await views)?.Items);
        Notes = (await notes)?.Items;
        Noted = May(Right.Contribute) ? Grid.Rows.FirstOrDefault(r => r.BodyId == NotesOf) : null;
    }
}

internal sealed record GridSavedViews(IReadOnlyList<GridSavedView> Items);

internal sealed record GridSavedView(Guid Id, string Name, string Filters, bool Shared, bool Mine);

/// <summary>Sizes of bodies by which people think of them; 3,500 inhabitants is where the duty to open begins.</summary>
internal static class Sizes
{
    public static IReadOnlyList<FieldOption> Options { get; } =
    [
        new("-500", "Moins de 500 habitants"), new("500-1999", "De 500 à 1\u202F999"), new("2000-3499", "De 2\u202F000 à 3\u202F499"), new("3500-", "3\u202F500 et plus"),
    ];

    /// <summary>Both ends included; null where open.</summary>
    public static (int? Least, int? Most) Range(string? size) => size switch
    {
        "-500" => (null, 499),
        "500-1999" => (500, 1999),
        "2000-3499" => (2000, 3499),
        "3500-" => (3500, null),
        _ => (null, null),
    };
}
