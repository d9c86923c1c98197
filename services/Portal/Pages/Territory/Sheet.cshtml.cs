using Microsoft.AspNetCore.Mvc;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Interface.TagHelpers;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Portal.Clients;
using OpenDataAnimation.Portal.Pages.Grille;

namespace OpenDataAnimation.Portal.Pages.Territory;

/// <summary>One commune for a visit: where it stands, what it shares, what it answered; on one printed page and on a phone.</summary>
internal sealed class SheetModel(TerritoryClient territory, PlansClient plans, StakeholdersClient stakeholders) : BodyPage
{
    private Method? _method;
    private List<string> _codes = [];
    private OfficialPopulation? _official;

    public Child? Child { get; private set; }

    public string ChildDe => Words.De(Child!.Name, Child.Article);

    /// <summary>What it shares of its plan; null when nothing, or not yet delivered.</summary>
    public ProgressRow? Progress { get; private set; }

    /// <summary>Whom to call, as far as the commune shares it; null when it does not, or when the address book did not answer.</summary>
    public IReadOnlyList<SheetContact>? Contacts { get; private set; }

    public bool SharesContacts => Child is { AttachmentState: AttachmentState.Accepted, Shared.Contacts: >= ShareLevel.Read };

    /// <summary>What the official reference tells of its duty to publish; null when that could not be read.</summary>
    public Duty? Duty { get; private set; }

    /// <summary>How many live there, with which population it is and of which year; as the body's own facts have it where the reference did not answer.</summary>
    public string Population => _official is { Population: { } people, PopulationSource: { } source } ? $"{French.Count(people, "habitant")} ({source})"
        : Child!.Population is { } known ? French.Count(known, "habitant") : "non connue";

    /// <summary>The duty is compared with another population than the one that is shown.</summary>
    public bool HasTwoPopulations => Child is { Kind: BodyKind.Commune } && Duty?.Figures.Any(figure => figure.Contains("population totale", StringComparison.Ordinal)) == true;

    /// <summary>The parent's own notes about it, last first; null when they did not come.</summary>
    public IReadOnlyList<FollowUp>? Notes { get; private set; }

    /// <summary>A note that was just deleted, and can come back.</summary>
    [BindProperty(SupportsGet = true, Name = "note-supprimee")]
    public Guid? Deleted { get; set; }

    /// <summary>What was typed, kept when it was refused.</summary>
    public string? Typed { get; private set; }

    /// <summary>The note whose change was refused.</summary>
    public Guid? Wrong { get; private set; }

    /// <summary>The plan's service did not answer.</summary>
    public bool IsPartial { get; private set; }

    public async Task<IActionResult> OnGetAsync(string childSlug, CancellationToken ct)
    {
        await LoadAsync(childSlug, ct);
        return Child is null ? NotThere() : Page();
    }

    public async Task<IActionResult> OnPostNoteAsync(string childSlug, string? text, CancellationToken ct)
    {
        Typed = text;
        return await NoteAsync(childSlug, child => plans.PostAsync($"bodies/{Body.Id}/children/{child}/notes", new { text }, ct), "Note ajoutée.", ct);
    }

    public async Task<IActionResult> OnPostEditNoteAsync(string childSlug, Guid note, int version, string? text, CancellationToken ct)
    {
        Wrong = note;
        return await NoteAsync(childSlug, _ => plans.PutAsync($"bodies/{Body.Id}/follow-ups/{note}", new { text }, version, ct), "Note modifiée.", ct);
    }

    public async Task<IActionResult> OnPostDeleteNoteAsync(string childSlug, Guid note, CancellationToken ct) =>
        await NoteAsync(childSlug, _ => plans.DeleteAsync($"bodies/{Body.Id}/follow-ups/{note}", null, ct), "Note supprimée.", ct, $"?note-supprimee={note}");

    public async Task<IActionResult> OnPostRestoreNoteAsync(string childSlug, Guid note, CancellationToken ct) =>
        await NoteAsync(childSlug, _ => plans.PostAsync($"bodies/{Body.Id}/follow-ups/{note}/restoration", null, ct), "Note rétablie.", ct);

    private async Task<IActionResult> NoteAsync(string childSlug, Func<Guid, Task<Answer>> act, string said, CancellationToken ct, string query = "")
    {
        await LoadAsync(childSlug, ct);
        if (Child is null)
        {
            return NotThere();
        }

        var answer = await act(Child.BodyId);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => Task.CompletedTask, new Dictionary<string, string> { ["text"] = "text", ["Text"] = "text" }, new Dictionary<string, string>
            {
                ["stale"] = "Une autre personne vient de modifier cette note\u00A0: relisez-la avant d’enregistrer.",
            });
        }

        this.Say(said);
        return Redirect(To($"territoire/{childSlug}{query}#notes"));
    }

    /// <summary>The parent ends the attachment, or withdraws its proposal.</summary>
    public async Task<IActionResult> OnPostEndAsync(string childSlug, CancellationToken ct)
    {
        await LoadAsync(childSlug, ct);
        if (Child is null)
        {
            return NotThere();
        }

        var answer = await territory.PostAsync($"bodies/{Body.Id}/attachments/{Child.AttachmentId}/end", null, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(childSlug, ct), words: new Dictionary<string, string>
            {
                ["attachment-decided"] = "Ce rattachement a changé entre-temps. Voici où il en est.",
            });
        }

        this.Say($"{Child.Name} ne fait plus partie de votre territoire. Ses données restent les siennes.");
        return Redirect(To("territoire"));
    }

    /// <summary>Proposes the attachment once more after a refusal or an end.</summary>
    public async Task<IActionResult> OnPostProposeAsync(string childSlug, CancellationToken ct)
    {
        await LoadAsync(childSlug, ct);
        if (Child is null)
        {
            return NotThere();
        }

        var answer = await territory.PostAsync($"bodies/{Body.Id}/children", new { codes = new[] { Child.Code }, proposeAgain = true }, ct);
        if (!answer.Succeeded)
        {
            return await RefusedAsync(answer, () => LoadAsync(childSlug, ct));
        }

        this.Say($"Le rattachement est proposé de nouveau à {Child.Name}.");
        return Redirect(To($"territoire/{childSlug}"));
    }

    /// <summary>The nine objectives as the board shows them.</summary>
    public IReadOnlyList<BoardAxis> Board => _method is null || Progress?.Progress is not { Cells: { } cells, Levels: { } levels } ? [] :
    [
        .. _method.Axes.Select((axis, at) => new BoardAxis(axis.ShortLabel, levels.ElementAtOrDefault(at),
            [.. _method.Objectives.Where(objective => objective.Axis == axis.Code).OrderBy(objective => objective.Level).Select(objective => Cell(objective, cells[_codes.IndexOf(objective.Code)]))])),
    ];

    private static BoardCell Cell(MethodObjective objective, ProgressCell cell) =>
        new(objective.Code, objective.ShortLabel, cell.State switch { ProgressState.Reached => "reached", ProgressState.None => "notdeclared", _ => "declared" })
        {
            Actions = cell.Total ?? 0,
        };

    private async Task LoadAsync(string childSlug, CancellationToken ct)
    {
        // A slug ends with the official code, which the list is searched by.
        var code = childSlug.Split('-')[^1];
        var children = await territory.GetAsync<SheetChildren>($"bodies/{Body.Id}/children?q={Uri.EscapeDataString(code)}&size=20&totals=false", ct);
        Child = children.Items.FirstOrDefault(child => child.Slug == childSlug);
        if (Child is null)
        {
            return;
        }

        var reference = territory.TryGetAsync<OfficialFacts>($"reference/bodies/{Child.Kind}/{Child.Code}", ct);
        var notes = plans.TryGetAsync<FollowUps>($"bodies/{Body.Id}/children/{Child.BodyId}/notes", ct);
        var contacts = SharesContacts
            ? stakeholders.TryGetAsync<SheetContacts>($"bodies/{Child!.BodyId}/contacts?size=8", ct)
            : Task.FromResult<SheetContacts?>(null);
        if (Child is not { AttachmentState: AttachmentState.Accepted } || Child.Shared.Plan == ShareLevel.Nothing)
        {
            (Duty, _official) = ((await reference)?.Duty, (await reference)?.Body);
            (Contacts, Notes) = ((await contacts)?.Items, (await notes)?.Items);
            return;
        }

        var oversight = plans.TryGetAsync<Oversight>($"bodies/{Body.Id}/oversight?q={Uri.EscapeDataString(Child.Name)}", ct);
        var method = plans.TryGetAsync<Method>("method", ct);
        await Task.WhenAll(oversight, method, contacts, reference, notes);
        (Duty, _official) = ((await reference)?.Duty, (await reference)?.Body);
        (Contacts, Notes) = ((await contacts)?.Items, (await notes)?.Items);
        _method = await method;
        IsPartial = await oversight is null;
        Progress = (await oversight)?.Rows.FirstOrDefault(row => row.BodyId == Child.BodyId);
        _codes = [.. (await oversight)?.Objectives.Select(objective => objective.Code) ?? []];
    }
}

internal sealed record OfficialFacts(Duty Duty, OfficialPopulation? Body);

/// <param name="PopulationSource">Which population, of which year and from whom.</param>
internal sealed record OfficialPopulation(int? Population, string? PopulationSource);

internal sealed record SheetChildren(IReadOnlyList<Child> Items);

internal sealed record FollowUps(IReadOnlyList<FollowUp> Items);

internal sealed record FollowUp(Guid Id, int Version, string Text, DateTime CreatedAt, string By, DateTime? EditedAt, string EditedBy);

internal sealed record SheetContacts(IReadOnlyList<SheetContact> Items);

internal sealed record SheetContact(string Name, string? Function, string? Email, string? Phone);

internal sealed record Oversight(IReadOnlyList<GridTotal> Objectives, IReadOnlyList<ProgressRow> Rows);

/// <param name="Progress">Null where it shares none.</param>
internal sealed record ProgressRow(Guid BodyId, ShareLevel Level, ProgressFigures? Progress);

/// <param name="Cells">In the order of the oversight's objectives.</param>
internal sealed record ProgressFigures(
    int Declared, int Reached, int ActionsTotal, int ActionsDone, string? LastMonth, IReadOnlyList<int> Levels, IReadOnlyList<ProgressCell> Cells);

internal sealed record Method(IReadOnlyList<MethodAxis> Axes, IReadOnlyList<MethodObjective> Objectives);

internal sealed record MethodAxis(string Code, string ShortLabel);

internal sealed record MethodObjective(string Code, string ShortLabel, string Axis, int Level);
