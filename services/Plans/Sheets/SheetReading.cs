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
    /// <returns>Null when nowhere two headings are known.</returns>
    public static SheetReading? Of(IReadOnlyList<List<SheetRow>> sheets, IReadOnlyDictionary<int, Column>? mapping)
    {
        var (best, score) = (null as SheetReading, mapping is { Count: > 0 } ? 0 : 1);
        foreach (var rows in sheets)
        {
            foreach (var (at, row) in rows.Take(HeadWithin).Index())
            {
                var columns = Array.ConvertAll(row.Cells, cell => string.IsNullOrWhiteSpace(cell) ? null : Sheets.Columns.Of(cell));
                var known = columns.Count(c => c is not null) + (columns.Contains(Column.Title) ? 2 : 0);
                if (known > score || (best is null && mapping is { Count: > 0 } && !row.IsEmpty))
                {
                    (best, score) = (new SheetReading(row, columns, [.. rows.Skip(at + 1)]), Math.Max(score, known));
                }
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
