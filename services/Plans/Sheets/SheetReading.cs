using OpenDataAnimation.Plans.Method.Own;

namespace OpenDataAnimation.Plans.Sheets;

/// <summary>A sheet once its head was found: which column holds what, and the rows below.</summary>
internal sealed class SheetReading
{
    private const int HeadWithin = 15;

    private SheetReading(SheetRow head, Column?[] columns, IReadOnlyList<SheetRow> rows) => (Head, Columns, Rows) = (head, columns, rows);

    public SheetRow Head { get; }

    /// <summary>By position; null where the heading says nothing that is known.</summary>
    public Column?[] Columns { get; }

    public IReadOnlyList<SheetRow> Rows { get; }

    /// <summary>The sheet and the line whose headings are best known: titles, notes and lists around it are passed over.</summary>
    /// <returns>Null when nothing is written anywhere.</returns>
    public static SheetReading? Of(IReadOnlyList<List<SheetRow>> sheets, IReadOnlyDictionary<int, Column>? mapping)
    {
        var (best, score) = (null as SheetReading, 1);
        foreach (var rows in sheets)
        {
            foreach (var (at, row) in rows.Take(HeadWithin).Index())
            {
                var columns = Array.ConvertAll(row.Cells, cell => string.IsNullOrWhiteSpace(cell) ? null : Sheets.Columns.Of(cell));
                var known = columns.Count(c => c is not null) + (columns.Contains(Column.Title) ? 2 : 0);
                if (known > score)
                {
                    (best, score) = (new SheetReading(row, columns, [.. rows.Skip(at + 1)]), known);
                }
            }
        }

        best ??= WithoutKnownHeadings(sheets.MaxBy(rows => rows.Count(r => !r.IsEmpty)) ?? []);
        foreach (var (at, column) in best?.Columns.Index().ToList() ?? [])
        {
            // The spreadsheet of Territoires en Transitions writes sentences there, an ordinary one the codes.
            if (column == Column.More && Sheets.Columns.Of(best!.Head[at] + " servis") == Column.Objectives && IsAll(best.Rows, at, IsObjectives) && !best.Has(Column.Objectives))
            {
                best.Columns[at] = Column.Objectives;
            }
        }

        foreach (var (at, column) in mapping ?? new Dictionary<int, Column>())
        {
            if (best is not null && at >= 0 && at < best.Columns.Length)
            {
                best.Columns[at] = column;
            }
        }

        return best;
    }

    /// <summary>
    /// Cells that were copied without their headings, or under headings that nobody knows: what columns hold is guessed from their
    /// cells, and someone says the rest. A date, a code or a state in the first line tells that it is no heading; so does a list.
    /// </summary>
    private static SheetReading? WithoutKnownHeadings(List<SheetRow> sheet)
    {
        var rows = sheet.Where(r => !r.IsEmpty).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var width = rows.Max(r => Array.FindLastIndex(r.Cells, c => !string.IsNullOrWhiteSpace(c)) + 1);
        var headed = width > 1 && rows.Count > 1 && Array.TrueForAll(rows[0].Cells, c => Guess([new SheetRow(0, [c])], 0) is null && !c.Any(char.IsAsciiDigit));
        var head = headed ? rows[0] : new SheetRow(0, [.. Enumerable.Range(0, width).Select(at => $"Colonne {(at < 26 ? (char)('A' + at) : '?')}")]);
        List<SheetRow> below = headed ? rows[1..] : rows;
        var columns = new Column?[head.Cells.Length];
        for (var at = 0; at < columns.Length; at++)
        {
            columns[at] = Guess(below, at) is { } guess && !columns.Contains(guess) ? guess : null;
            if (columns[at] is null && Guess(below, at) == Column.EndsOn && !columns.Contains(Column.StartsOn))
            {
                // Of two columns of dates, the first is when it begins.
                columns[Array.IndexOf(columns, Column.EndsOn)] = Column.StartsOn;
                columns[at] = Column.EndsOn;
            }
        }

        if (Array.FindIndex(columns, c => c is null) is var title and >= 0)
        {
            columns[title] = Column.Title;
        }

        return new SheetReading(head, columns, below);
    }

    private static Column? Guess(IReadOnlyList<SheetRow> rows, int at) =>
        IsAll(rows, at, IsObjectives) ? Column.Objectives
        : IsAll(rows, at, cell => Cells.End(cell, out _) is not null) ? Column.EndsOn
        : IsAll(rows, at, cell => Cells.State(cell, out _) is not null) ? Column.State
        : IsAll(rows, at, cell => Guid.TryParse(cell, out _)) ? Column.Id
        : null;

    private static bool IsObjectives(string cell) => Cells.Objectives(cell, OwnCodes.None, out var wrong).Length > 0 && wrong is null;

    /// <summary>Some cell of the column says something, and all that do are of this kind.</summary>
    private static bool IsAll(IReadOnlyList<SheetRow> rows, int at, Func<string, bool> kind)
    {
        var said = rows.Take(200).Select(r => Cells.Clean(r[at])).Where(t => t.Length > 0).ToList();
        return said.Count > 0 && said.TrueForAll(t => kind(t));
    }

    /// <summary>Headings that are not known and that someone has to tell the meaning of.</summary>
    public bool IsUnsure => !Columns.Contains(Column.Title) || Columns.Where((c, at) => c is null && !string.IsNullOrWhiteSpace(Head[at])).Any();

    public bool Has(Column column) => Columns.Contains(column);

    public string Cell(SheetRow row, Column column) => Array.IndexOf(Columns, column) is var at and >= 0 ? Cells.Clean(row[at]) : "";

    /// <summary>All cells of columns of that kind that say something, with their headings.</summary>
    public IEnumerable<(string Heading, string Text)> All(SheetRow row, Column column) =>
        Columns.Index().Where(c => c.Item == column).Select(c => (Cells.Clean(Head[c.Index]), Cells.Clean(row[c.Index]))).Where(c => c.Item2.Length > 0);

    /// <summary>Lines of a model that explain how to fill it in, and its example, are no actions.</summary>
    public bool IsGuidance(SheetRow row) =>
        row.Cells.Count(c => c.StartsWith("Champ ", StringComparison.Ordinal)) >= 2
        || Cell(row, Column.Title).StartsWith("Texte court de 300 caractères", StringComparison.Ordinal)
        || Cell(row, Column.Title).StartsWith("Action 1 - Assurer la coordination de la transition écologique\n (ou)", StringComparison.Ordinal);

    /// <summary>"Métropole 50 000 €, DREAL 15 000 €": each amount stands to the right of who gives it.</summary>
    public string? Funding(SheetRow row)
    {
        var parts = new List<string>();
        for (var at = 0; at < Columns.Length; at++)
        {
            var text = Cells.Clean(row[at]);
            if (text.Length > 0 && Columns[at] is Column.Funding or Column.Funder)
            {
                parts.Add(Has(Column.Funder) ? text.ReplaceLineEndings(" ") : text);
            }
            else if (text.Length > 0 && Columns[at] == Column.Amount && parts.Count > 0)
            {
                parts[^1] += $" {text}\u00A0€";
            }
        }

        return parts.Count == 0 ? null : string.Join(Has(Column.Funder) ? " ; " : "", parts);
    }

    public string? Section(SheetRow row) => string.Join(" > ", All(row, Column.Section).Select(c => c.Text)) is { Length: > 0 } section ? section : null;

    public string Description(SheetRow row)
    {
        var more = All(row, Column.More).Where(c => c.Text != "FAUX").Select(c => $"{c.Heading}\u00A0: {(c.Text == "VRAI" ? "oui" : c.Text)}");
        return string.Join("\n\n", more.Prepend(Cell(row, Column.Description)).Where(t => t.Length > 0));
    }
}
