using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace OpenDataAnimation.Plans.Sheets;

/// <summary>Tables of text, numbers and days as XLSX, read and written with the Open XML SDK.</summary>
internal static partial class Workbook
{
    /// <summary>A small file may hold gigabytes of spaces: no part is read beyond this.</summary>
    private const long MostPartCharacters = 100 * 1024 * 1024;

    private const int MostColumns = 200;

    /// <summary>Places in <see cref="Styles"/>.</summary>
    private const uint HeadStyle = 1, DayStyle = 2, TextStyle = 3;

    private static readonly DateOnly Zero = new(1899, 12, 30);

    /// <returns>The rows of each visible sheet, in order.</returns>
    /// <exception cref="InvalidDataException">It is not a workbook, or too large.</exception>
    public static List<List<SheetRow>> Read(byte[] content)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var document = SpreadsheetDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = MostPartCharacters });
            var workbook = document.WorkbookPart ?? throw new InvalidDataException("There is no workbook in it.");
            var texts = workbook.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(TextOf).ToList() ?? [];
            var days = DayFormats(workbook.WorkbookStylesPart?.Stylesheet);
            return [.. workbook.Workbook!.Descendants<Sheet>().Where(s => s.State is null || s.State.Value == SheetStateValues.Visible)
                .Select(s => s.Id?.Value is { } id && workbook.TryGetPartById(id, out var part) ? part : null).OfType<WorksheetPart>().Select(part => Rows(part, texts, days))];
        }
        catch (Exception e) when (e is OpenXmlPackageException or FileFormatException or XmlException or FormatException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException("The workbook cannot be read.", e);
        }
    }

    /// <param name="rows">The first is the head. A cell is text, a number (decimal) or a day (DateOnly); null is empty.</param>
    public static byte[] Write(string sheet, IEnumerable<object?[]> rows, string title)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            (document.PackageProperties.Title, document.PackageProperties.Language) = (title, "fr-FR");
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var part = workbook.AddNewPart<WorksheetPart>();
            using (var xml = OpenXmlWriter.Create(part))
            {
                WriteRows(xml, rows);
            }

            workbook.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new DocumentFormat.OpenXml.Spreadsheet.Sheets(new Sheet { Name = sheet, SheetId = 1, Id = workbook.GetIdOfPart(part) }));
        }

        return stream.ToArray();
    }

    private static void WriteRows(OpenXmlWriter xml, IEnumerable<object?[]> rows)
    {
        xml.WriteStartElement(new Worksheet());
        // The head stays in sight.
        xml.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        xml.WriteStartElement(new SheetData());
        foreach (var (at, row) in rows.Index())
        {
            xml.WriteElement(new Row(row.Select(cell => CellOf(cell, isHead: at == 0))));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static Cell CellOf(object? value, bool isHead) => value switch
    {
        decimal number => new Cell(new CellValue(number)),
        DateOnly day => new Cell(new CellValue(SerialOf(day))) { StyleIndex = DayStyle },
        // Text typed as text: whatever it begins with, nothing is computed from it.
        string { Length: > 0 } text => new Cell(new InlineString(new Text(Escape(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString,
            StyleIndex = isHead ? HeadStyle : TextStyle,
        },
        _ => new Cell(),
    };

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "dd/mm/yyyy" }),
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true }));

    private static List<SheetRow> Rows(WorksheetPart part, List<string> texts, HashSet<uint> days)
    {
        var rows = new List<SheetRow>();
        using var xml = OpenXmlReader.Create(part);
        while (xml.Read())
        {
            if (xml.ElementType != typeof(Row) || !xml.IsStartElement || xml.LoadCurrentElement() is not Row row)
            {
                continue;
            }

            var (cells, next) = (new List<string>(), 0);
            foreach (var cell in row.Elements<Cell>())
            {
                var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : next;
                next = column + 1;
                if (column >= MostColumns || ValueOf(cell, texts, days) is not { Length: > 0 } value)
                {
                    continue;
                }

                while (cells.Count <= column)
                {
                    cells.Add("");
                }

                cells[column] = value;
            }

            rows.Add(new SheetRow((int?)row.RowIndex?.Value ?? (rows.Count == 0 ? 0 : rows[^1].Number) + 1, [.. cells]));
        }

        return rows;
    }

    /// <summary>What people saw in the cell; of a formula, what it had computed.</summary>
    private static string ValueOf(Cell cell, List<string> texts, HashSet<uint> days)
    {
        var (type, value) = (cell.DataType?.Value ?? CellValues.Number, cell.CellValue?.Text ?? "");
        if (type == CellValues.SharedString)
        {
            return int.TryParse(value, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < texts.Count ? texts[at] : "";
        }

        if (type == CellValues.InlineString)
        {
            return cell.InlineString is { } inline ? TextOf(inline) : "";
        }

        if (type == CellValues.Boolean)
        {
            return value == "1" ? "VRAI" : "FAUX";
        }

        if (type == CellValues.Error)
        {
            return "";
        }

        if (type == CellValues.String || type == CellValues.Date)
        {
            return Unescape(value);
        }

        return days.Contains(cell.StyleIndex?.Value ?? 0) && double.TryParse(value, CultureInfo.InvariantCulture, out var serial) && serial is > 0 and < 2_958_466
            ? DayOf((int)serial).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
            : value;
    }

    /// <summary>A text and its parts in other fonts, without how it is pronounced.</summary>
    private static string TextOf(RstType item) => Unescape(item.Text?.Text + string.Concat(item.Elements<Run>().Select(r => r.Text?.Text)));

    /// <summary>Which cell formats show a number as a day: the built-in ones, and those whose code speaks of days or years.</summary>
    private static HashSet<uint> DayFormats(Stylesheet? styles)
    {
        var codes = new HashSet<uint>([14, 15, 16, 17, 22]);
        codes.UnionWith(styles?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(f => QuotedOrColour().Replace(f.FormatCode?.Value ?? "", "").AsSpan().IndexOfAny("dyDY") >= 0).Select(f => f.NumberFormatId?.Value ?? 0) ?? []);
        return [.. styles?.CellFormats?.Elements<CellFormat>().Index().Where(f => codes.Contains(f.Item.NumberFormatId?.Value ?? 0)).Select(f => (uint)f.Index) ?? []];
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetter))
        {
            column = checked((column * 26) + char.ToUpperInvariant(letter) - 'A' + 1);
        }

        return column - 1;
    }

    /// <summary>Days since 30 December 1899, as spreadsheets count (they believe in 29 February 1900, which no plan reaches back to).</summary>
    internal static int SerialOf(DateOnly day) => day.DayNumber - Zero.DayNumber;

    internal static DateOnly DayOf(int serial) => Zero.AddDays(serial);

    /// <summary>What XML cannot hold is written as _x0001_, and what looks like that, too (ECMA-376, ST_Xstring).</summary>
    private static string Escape(string text) => Unwritable().Replace(text, m => string.Concat(m.Value.Select(c => $"_x{(int)c:X4}_")));

    private static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(text, m => ((char)int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    [GeneratedRegex("""[\u0000-\u0008\u000B-\u000D\u000E-\u001F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)""")]
    private static partial Regex Unwritable();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();

    [GeneratedRegex("""\"[^\"]*\"|\[[^\]]*\]|\\.""")]
    private static partial Regex QuotedOrColour();
}
