using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace OpenDataAnimation.Plans.Sheets;

/// <summary>The XLSX that spreadsheets read and write, as far as tables of text, numbers and dates go (ECMA-376, SpreadsheetML).</summary>
internal static partial class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";

    /// <summary>A small file may hold gigabytes of spaces: no part is read beyond this.</summary>
    private const int MostPartBytes = 100 * 1024 * 1024;

    private const int MostColumns = 200;

    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    /// <returns>The rows of each visible sheet, in order.</returns>
    /// <exception cref="InvalidDataException">It is not a workbook, or too large.</exception>
    public static List<List<SheetRow>> Read(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            var targets = Targets(zip);
            var (texts, dates) = (Texts(zip), DateStyles(zip));
            return [.. Sheets(zip).Select(id => targets.GetValueOrDefault(id)).OfType<string>().Select(part => Rows(zip, part, texts, dates))];
        }
        catch (Exception e) when (e is XmlException or FormatException or OverflowException)
        {
            throw new InvalidDataException("The workbook cannot be read.", e);
        }
    }

    /// <param name="rows">The first is the head. A cell is text, a number (decimal) or a day (DateOnly); null is empty.</param>
    public static byte[] Write(string sheet, IEnumerable<object?[]> rows, string title)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", $"""<Types xmlns="{Package}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>""");
            Part(zip, "_rels/.rels", $"""<Relationships xmlns="{Package}relationships"><Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="r2" Type="{Package}relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>""");
            Part(zip, "docProps/core.xml", $"""<cp:coreProperties xmlns:cp="{Package}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{Xml(title)}</dc:title><dc:language>fr-FR</dc:language></cp:coreProperties>""");
            Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="{Xml(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}relationships"><Relationship Id="r1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
            Part(zip, "xl/styles.xml", $"""<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>""");
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            using var xml = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize });
            WriteRows(xml, rows);
        }

        return stream.ToArray();
    }

    private static void WriteRows(XmlWriter xml, IEnumerable<object?[]> rows)
    {
        xml.WriteStartElement("worksheet", Main);
        // The head stays in sight.
        xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        xml.WriteStartElement("sheetData", Main);
        var isHead = true;
        foreach (var row in rows)
        {
            xml.WriteStartElement("row", Main);
            foreach (var cell in row)
            {
                xml.WriteStartElement("c", Main);
                switch (cell)
                {
                    case decimal number:
                        xml.WriteElementString("v", Main, number.ToString(CultureInfo.InvariantCulture));
                        break;
                    case DateOnly day:
                        xml.WriteAttributeString("s", "2");
                        xml.WriteElementString("v", Main, SerialOf(day).ToString(CultureInfo.InvariantCulture));
                        break;
                    case string { Length: > 0 } text:
                        // Text typed as text: whatever it begins with, nothing is computed from it.
                        xml.WriteAttributeString("s", isHead ? "1" : "3");
                        xml.WriteAttributeString("t", "inlineStr");
                        xml.WriteStartElement("is", Main);
                        xml.WriteStartElement("t", Main);
                        xml.WriteAttributeString("xml", "space", null, "preserve");
                        xml.WriteString(Escape(text));
                        xml.WriteEndElement();
                        xml.WriteEndElement();
                        break;
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            isHead = false;
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static List<SheetRow> Rows(ZipArchive zip, string part, List<string> texts, HashSet<int> dates)
    {
        var rows = new List<SheetRow>();
        using var xml = Open(zip, part);
        while (xml is not null && xml.ReadToFollowing("row", Main))
        {
            var number = int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var known) ? known : (rows.Count == 0 ? 0 : rows[^1].Number) + 1;
            var (cells, next) = (new List<string>(), 0);
            using var row = xml.ReadSubtree();
            while (row.ReadToFollowing("c", Main))
            {
                var column = row.GetAttribute("r") is { } reference ? ColumnOf(reference) : next;
                var (type, style) = (row.GetAttribute("t"), int.TryParse(row.GetAttribute("s"), CultureInfo.InvariantCulture, out var s) ? s : 0);
                next = column + 1;
                var value = ValueOf(row, type, dates.Contains(style), texts);
                if (column >= MostColumns || value.Length == 0)
                {
                    continue;
                }

                while (cells.Count <= column)
                {
                    cells.Add("");
                }

                cells[column] = value;
            }

            rows.Add(new SheetRow(number, [.. cells]));
        }

        return rows;
    }

    private static string ValueOf(XmlReader row, string? type, bool isDate, List<string> texts)
    {
        var (value, inline) = ("", new StringBuilder());
        using var cell = row.ReadSubtree();
        cell.Read();
        var more = cell.Read();
        while (more)
        {
            if (cell is { NodeType: XmlNodeType.Element, LocalName: "v" })
            {
                value = cell.ReadElementContentAsString();
            }
            else if (cell is { NodeType: XmlNodeType.Element, LocalName: "t" })
            {
                inline.Append(cell.ReadElementContentAsString());
            }
            else if (cell is { NodeType: XmlNodeType.Element, LocalName: "rPh" or "f" })
            {
                // How to pronounce it, and formulas: the value that was computed is what people saw.
                cell.Skip();
            }
            else
            {
                more = cell.Read();
            }
        }

        return type switch
        {
            "s" => int.TryParse(value, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < texts.Count ? texts[at] : "",
            "inlineStr" => Unescape(inline.ToString()),
            "b" => value == "1" ? "VRAI" : "FAUX",
            "e" => "",
            "str" or "d" => Unescape(value),
            _ when isDate && double.TryParse(value, CultureInfo.InvariantCulture, out var serial) && serial is > 0 and < 2_958_466 => DayOf((int)serial).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
            _ => value,
        };
    }

    private static List<string> Texts(ZipArchive zip)
    {
        var texts = new List<string>();
        using var xml = Open(zip, "xl/sharedStrings.xml");
        while (xml is not null && xml.ReadToFollowing("si", Main))
        {
            var text = new StringBuilder();
            using var item = xml.ReadSubtree();
            item.Read();
            var more = item.Read();
            while (more)
            {
                if (item is { NodeType: XmlNodeType.Element, LocalName: "t" })
                {
                    text.Append(item.ReadElementContentAsString());
                }
                else if (item is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                {
                    item.Skip();
                }
                else
                {
                    more = item.Read();
                }
            }

            texts.Add(Unescape(text.ToString()));
        }

        return texts;
    }

    /// <summary>Which cell formats show a number as a day: the built-in ones, and those whose code speaks of days or years.</summary>
    private static HashSet<int> DateStyles(ZipArchive zip)
    {
        var (codes, styles, inCells, at) = (new HashSet<int>([14, 15, 16, 17, 22]), new HashSet<int>(), false, 0);
        using var xml = Open(zip, "xl/styles.xml");
        while (xml is not null && xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && QuotedOrColour().Replace(xml.GetAttribute("formatCode") ?? "", "").AsSpan().IndexOfAny("dyDY") >= 0)
            {
                codes.Add(int.Parse(xml.GetAttribute("numFmtId")!, CultureInfo.InvariantCulture));
            }
            else if (xml.LocalName == "cellXfs")
            {
                inCells = xml.NodeType == XmlNodeType.Element;
            }
            else if (inCells && xml is { NodeType: XmlNodeType.Element, LocalName: "xf" })
            {
                if (int.TryParse(xml.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var code) && codes.Contains(code))
                {
                    styles.Add(at);
                }

                at++;
            }
        }

        return styles;
    }

    private static List<string> Sheets(ZipArchive zip)
    {
        var ids = new List<string>();
        using var xml = Open(zip, "xl/workbook.xml") ?? throw new InvalidDataException("There is no workbook in it.");
        while (xml.ReadToFollowing("sheet", Main))
        {
            if (xml.GetAttribute("state") is not ("hidden" or "veryHidden") && xml.GetAttribute("id", Relations) is { } id)
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    private static Dictionary<string, string> Targets(ZipArchive zip)
    {
        var targets = new Dictionary<string, string>();
        using var xml = Open(zip, "xl/_rels/workbook.xml.rels") ?? throw new InvalidDataException("There is no workbook in it.");
        while (xml.ReadToFollowing("Relationship"))
        {
            var target = xml.GetAttribute("Target") ?? "";
            targets[xml.GetAttribute("Id") ?? ""] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        }

        return targets;
    }

    private static XmlReader? Open(ZipArchive zip, string part)
    {
        if (zip.GetEntry(part) is not { } entry)
        {
            return null;
        }

        using var compressed = entry.Open();
        var content = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = compressed.Read(buffer); read > 0; read = compressed.Read(buffer))
        {
            if (content.Length + read > MostPartBytes)
            {
                throw new InvalidDataException("The workbook is too large.");
            }

            content.Write(buffer, 0, read);
        }

        content.Position = 0;
        return XmlReader.Create(content, Safe);
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
    internal static int SerialOf(DateOnly day) => day.DayNumber - new DateOnly(1899, 12, 30).DayNumber;

    internal static DateOnly DayOf(int serial) => new DateOnly(1899, 12, 30).AddDays(serial);

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml);
    }

    private static string Xml(string text) => System.Security.SecurityElement.Escape(text);

    /// <summary>What XML cannot hold is written as _x0001_, and what looks like that, too.</summary>
    private static string Escape(string text) => Unwritable().Replace(text, m => string.Concat(m.Value.Select(c => $"_x{(int)c:X4}_")));

    private static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(text, m => ((char)int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    [GeneratedRegex("""[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)""")]
    private static partial Regex Unwritable();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();

    [GeneratedRegex("""\"[^\"]*\"|\[[^\]]*\]|\\.""")]
    private static partial Regex QuotedOrColour();
}
