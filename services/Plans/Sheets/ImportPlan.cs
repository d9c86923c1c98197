using System.Security.Cryptography;
using System.Text;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Method.Own;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Sheets;

public enum RowKind { Added, Changed, Unchanged, Refused }

/// <param name="Row">As the spreadsheet numbers it.</param>
/// <param name="Column">For refused rows: the heading of the cell at fault.</param>
/// <param name="Reason">For refused rows: what is wrong and what was expected, in French.</param>
/// <param name="Changes">For changed rows: the fields with both values; for added rows, what was understood of their cells.</param>
public sealed record ImportedRow(int Row, RowKind Kind, string Title, string? Column = null, string? Reason = null, IReadOnlyList<ChangedField>? Changes = null);

/// <summary>
/// What a sheet would do to the plan, worked out before anything is written: each row is an action to add, to change, to leave as it
/// is, or refused with the reason. The same work is done again when it is applied, on the plan as it is then.
/// </summary>
internal sealed class ImportPlan(TenantScope scope, DateTime now, IReadOnlyList<PlanAction> existing, IReadOnlyList<Person> members, OwnCodes own, string? defaultObjective)
{
    private const decimal MostDays = 10_000, MostEuros = 1_000_000_000;

    private readonly Dictionary<Guid, PlanAction> _byId = existing.ToDictionary(a => a.Id);
    private readonly ILookup<string, PlanAction> _tops = existing.Where(a => a.ParentActionId is null).ToLookup(a => a.Folded);
    private readonly HashSet<Guid> _wholes = [.. existing.Select(a => a.ParentActionId).OfType<Guid>()];
    private readonly ILookup<string, Person> _members = members.ToLookup(m => Columns.Key(m.Name));
    private readonly Dictionary<string, PlanAction> _newTops = [];
    private readonly HashSet<Guid> _met = [];
    private readonly IReadOnlyDictionary<string, string?> _blank = PlanAction.New(scope, now, ActionSource.Import).Values();

    public List<ImportedRow> Rows { get; } = [];

    /// <summary>New actions, and existing ones with their values before, in the order of the sheet.</summary>
    public List<(PlanAction Action, IReadOnlyDictionary<string, string?>? Before)> Writes { get; } = [];

    /// <summary>What the plan was when this was worked out: another one when anything changed since.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(' ', existing.OrderBy(a => a.Id).Select(a => $"{a.Id:N}{a.Version}")))))[..32];

    public int Count(RowKind kind) => Rows.Count(r => r.Kind == kind);

    public void Take(SheetReading sheet, ImportRun run)
    {
        run.Enter(ImportStep.Checking, sheet.Rows.Count);
        foreach (var row in sheet.Rows)
        {
            if (!row.IsEmpty && !sheet.IsGuidance(row))
            {
                Rows.Add(Take(sheet, row));
            }

            run.Done++;
        }
    }

    private ImportedRow Take(SheetReading sheet, SheetRow row)
    {
        var (title, part) = (sheet.Cell(row, Column.Title), sheet.Cell(row, Column.Part));
        var name = part.Length > 0 ? part : title;
        (Column Column, string Reason)? wrong = null;
        var known = Existing(sheet.Cell(row, Column.Id), ref wrong);
        var parent = part.Length > 0 ? WholeNamed(title, row, sheet, ref wrong) : ParentOf(sheet.Cell(row, Column.PartOf), ref wrong);
        var fields = wrong is null ? Fields(sheet, row, name, parent, known, ref wrong) : null;
        var reason = sheet.Cell(row, Column.Reason);
        var state = Cells.State(sheet.Cell(row, Column.State), out var badState) ?? known?.State ?? ActionState.ToCome;
        Note(ref wrong, Column.State, badState);
        if (wrong is null && PlanAction.NeedsReason(state))
        {
            // A sheet without a column for it says no more than its own name: the state is then to be discussed by those who know.
            reason = reason.Length > 0 ? reason : known?.Reason ?? (sheet.Has(Column.Reason) ? "" : "Raison non précisée dans le tableau importé");
            Note(ref wrong, Column.Reason, reason.Length == 0 ? "Une action bloquée ou abandonnée demande une raison." : reason.Length > 500 ? "La raison compte 500 caractères au plus." : null);
        }

        if (wrong is { } refusal)
        {
            return new ImportedRow(row.Number, RowKind.Refused, Cells.Short(name), HeadingOf(sheet, refusal.Column), refusal.Reason);
        }

        var action = known ?? PlanAction.New(scope, now, ActionSource.Import);
        var before = known?.Values();
        action.Fill(fields!);
        action.MoveTo(state, PlanAction.NeedsReason(state) ? reason : null);
        if (known is null)
        {
            Writes.Add((action, null));
            if (action.ParentActionId is null)
            {
                _newTops.TryAdd(action.Folded, action);
            }

            return new ImportedRow(row.Number, RowKind.Added, action.Title, Changes: Understood(sheet, action));
        }

        var after = action.Values();
        var changes = after.Where(v => before![v.Key] != v.Value).Select(v => new ChangedField(v.Key, before![v.Key], v.Value)).ToList();
        if (changes.Count == 0)
        {
            return new ImportedRow(row.Number, RowKind.Unchanged, action.Title);
        }

        Writes.Add((action, before));
        return new ImportedRow(row.Number, RowKind.Changed, action.Title, Changes: changes);
    }

    /// <summary>Dates, amounts and choices as they were read: a cell that was taken for something else is seen before it is written.</summary>
    private List<ChangedField> Understood(SheetReading sheet, PlanAction action) =>
    [
        .. action.Values()
            .Where(v => v.Value is { Length: > 0 } && v.Value != _blank[v.Key] && IsOf(sheet, v.Key))
            .Select(v => new ChangedField(v.Key, null, v.Value)),
    ];

    /// <summary>Fields have the names of columns; titles are told already, descriptions are long.</summary>
    private static bool IsOf(SheetReading sheet, string field) =>
        Enum.TryParse<Column>(field, ignoreCase: true, out var column) && column switch
        {
            Column.Title or Column.Description => false,
            Column.Funding => sheet.Has(Column.Funding) || sheet.Has(Column.Funder),
            Column.PilotNames => sheet.Has(Column.PilotNames) || sheet.Has(Column.Pilots),
            _ => sheet.Has(column),
        };

    private PlanAction? Existing(string cell, ref (Column, string)? wrong)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        if (!Guid.TryParse(cell, out var id) || !_byId.TryGetValue(id, out var action))
        {
            wrong = (Column.Id, "Cette action n’est pas dans votre plan. Videz l’identifiant pour en ajouter une.");
            return null;
        }

        if (!_met.Add(id))
        {
            wrong = (Column.Id, "Cet identifiant est déjà plus haut dans le tableau.");
        }

        return action;
    }

    private Guid? ParentOf(string cell, ref (Column, string)? wrong)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        if (Guid.TryParse(cell, out var id) && _byId.TryGetValue(id, out var known) && known.ParentActionId is null)
        {
            return id;
        }

        var folded = Folding.Fold(cell) ?? "";
        var named = _tops[folded].Select(a => a.Id).Concat(_newTops.TryGetValue(folded, out var made) ? [made.Id] : []).ToList();
        if (named.Count != 1)
        {
            wrong = (Column.PartOf, named.Count == 0
                ? $"«\u00A0{Cells.Short(cell)}\u00A0» n’est ni une action de votre plan, ni une ligne plus haut."
                : $"Plusieurs actions s’appellent «\u00A0{Cells.Short(cell)}\u00A0»\u00A0: mettez l’identifiant.");
            return null;
        }

        return named[0];
    }

    /// <summary>In sheets where each line names the action and its part, the action itself is made by the first of its lines.</summary>
    private Guid? WholeNamed(string title, SheetRow row, SheetReading sheet, ref (Column, string)? wrong)
    {
        if (title.Length == 0)
        {
            wrong = (Column.Title, "Donnez aussi le titre de l’action dont celle-ci fait partie.");
            return null;
        }

        var folded = Folding.Fold(title) ?? "";
        if (_tops[folded].Any() || _newTops.ContainsKey(folded))
        {
            return ParentOf(title, ref wrong);
        }

        if (Fields(sheet, row, title, null, null, ref wrong) is not { } fields)
        {
            return null;
        }

        var whole = PlanAction.New(scope, now, ActionSource.Import);
        whole.Fill(fields with { Description = "" });
        Writes.Add((whole, null));
        Rows.Add(new ImportedRow(row.Number, RowKind.Added, whole.Title, Changes: Understood(sheet, whole)));
        _newTops.Add(whole.Folded, whole);
        return whole.Id;
    }

    /// <summary>What the row makes of the action: a column that is not in the sheet leaves what is there.</summary>
    private ActionFields? Fields(SheetReading sheet, SheetRow row, string title, Guid? parent, PlanAction? known, ref (Column, string)? wrong)
    {
        var old = known?.AsFields() ?? new ActionFields(null, "", [], Audiences: []);
        Note(ref wrong, Column.Title, title.Length is < 3 or > 200 ? title.Length == 0 ? "Donnez un titre à l’action." : $"Le titre compte de 3 à 200 caractères\u00A0; celui-ci, {title.Length}." : null);
        var objectives = Cells.Objectives(sheet.Cell(row, Column.Objectives), own, out var bad);
        Note(ref wrong, Column.Objectives, bad);
        objectives = objectives.Length > 0 ? objectives : old.Objectives!.Length > 0 ? old.Objectives : defaultObjective is { } usual ? [usual] : [];
        Note(ref wrong, Column.Objectives, objectives.Length == 0 ? "Dites quel objectif elle sert, par exemple 1.1, ou choisissez un objectif pour les lignes qui n’en disent rien." : null);
        var mean = Read(Column.Mean, (string cell, out string? why) => Cells.Mean(cell, own, out why), old.Mean, ref wrong);
        var audiences = Cells.Audiences(sheet.Cell(row, Column.Audiences), out bad);
        Note(ref wrong, Column.Audiences, bad);
        var (pilots, names) = Pilots(sheet.Cell(row, Column.Pilots), known, ref wrong);
        var (startsOn, endsOn) = (Read(Column.StartsOn, Cells.Start, old.StartsOn, ref wrong), Read(Column.EndsOn, Cells.End, old.EndsOn, ref wrong));
        Note(ref wrong, Column.EndsOn, endsOn < startsOn ? "La fin ne peut pas précéder le début." : null);
        var others = sheet.Has(Column.PilotNames) ? sheet.Cell(row, Column.PilotNames) : sheet.Has(Column.Pilots) ? null : old.PilotNames;
        others = string.Join(", ", new[] { others, names }.Where(n => !string.IsNullOrEmpty(n)));
        if (parent is not null && known is not null && (parent == known.Id || _wholes.Contains(known.Id)))
        {
            Note(ref wrong, Column.PartOf, "Une action qui a des sous-actions, ou elle-même, ne peut pas faire partie d’une autre.");
        }

        var fields = new ActionFields(
            title, sheet.Has(Column.Description) || sheet.Has(Column.More) ? sheet.Description(row) : old.Description, objectives, mean,
            audiences.Length > 0 ? audiences : old.Audiences, sheet.Has(Column.Pilots) ? pilots : old.Pilots, Text(Column.Service, 120, old.Service, ref wrong),
            sheet.Has(Column.Partners) ? string.Join(", ", sheet.All(row, Column.Partners).Select(c => c.Text)) : old.Partners, startsOn, endsOn,
            Read<ActionPriority?>(Column.Priority, Cells.Priority, old.Priority, ref wrong) ?? ActionPriority.Normal,
            Read(Column.EffortDays, (string cell, out string? why) => Cells.Number(cell, MostDays, out why), old.EffortDays, ref wrong),
            Read(Column.Budget, (string cell, out string? why) => Cells.Number(cell, MostEuros, out why), old.Budget, ref wrong),
            others.Length == 0 ? null : others, sheet.Has(Column.PartOf) || sheet.Has(Column.Part) || known is null ? parent : old.ParentActionId,
            sheet.Has(Column.Section) ? sheet.Section(row) : old.Section, Read<Recurrence?>(Column.Recurrence, Cells.Recurrence, old.Recurrence, ref wrong),
            sheet.Has(Column.Funding) || sheet.Has(Column.Funder) ? sheet.Funding(row) : old.Funding).WithAudiences();
        Longest(ref wrong, Column.Description, fields.Description, 4000);
        Longest(ref wrong, Column.Partners, fields.Partners, 500);
        Longest(ref wrong, Column.PilotNames, fields.PilotNames, 300);
        Longest(ref wrong, Column.Section, fields.Section, 300);
        Longest(ref wrong, Column.Funding, fields.Funding, 500);
        return wrong is null ? fields : null;

        T Read<T>(Column column, Reader<T> read, T otherwise, ref (Column, string)? first)
        {
            if (!sheet.Has(column))
            {
                return otherwise;
            }

            var value = read(sheet.Cell(row, column), out var why);
            Note(ref first, column, why);
            return value;
        }

        string? Text(Column column, int most, string? otherwise, ref (Column, string)? first)
        {
            var text = sheet.Has(column) ? sheet.Cell(row, column) : otherwise;
            Longest(ref first, column, text, most);
            return string.IsNullOrEmpty(text) ? null : text;
        }
    }

    /// <summary>Members by name; who has no account here stays named in words.</summary>
    private (Guid[] Pilots, string Names) Pilots(string cell, PlanAction? known, ref (Column, string)? wrong)
    {
        var (ids, names) = (new List<Guid>(), new List<string>());
        foreach (var name in cell.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Guid.TryParse(name, out var id))
            {
                // The export writes an id where a name would not tell: someone who left, or two of one name.
                Note(ref wrong, Column.Pilots, known?.IsPilotedBy(id) == true || members.Any(m => m.Id == id) ? null : "Cette personne n’est pas membre de votre collectivité.");
                ids.Add(id);
                continue;
            }

            var found = _members[Columns.Key(name)].ToList();
            Note(ref wrong, Column.Pilots, found.Count > 1 ? $"Plusieurs membres s’appellent «\u00A0{Cells.Short(name)}\u00A0»\u00A0: choisissez dans l’action." : null);
            if (found.Count == 1)
            {
                ids.Add(found[0].Id);
            }
            else
            {
                names.Add(name);
            }
        }

        Note(ref wrong, Column.Pilots, ids.Count > 10 ? "Une action a 10 pilotes au plus." : null);
        return ([.. ids.Distinct()], string.Join(", ", names));
    }

    private static string HeadingOf(SheetReading sheet, Column column) =>
        Array.IndexOf(sheet.Columns, column) is var at and >= 0 ? Cells.Clean(sheet.Head[at]) : Columns.Exported.FirstOrDefault(e => e.Column == column).Heading ?? "";

    private static void Longest(ref (Column, string)? wrong, Column column, string? text, int most) =>
        Note(ref wrong, column, text?.Length > most ? $"Ce texte compte {text.Length} caractères\u00A0; {most} au plus tiennent ici." : null);

    private static void Note(ref (Column, string)? wrong, Column column, string? reason)
    {
        if (reason is not null)
        {
            wrong ??= (column, reason);
        }
    }

    private delegate T Reader<T>(string cell, out string? wrong);
}
