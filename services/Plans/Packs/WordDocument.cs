using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace OpenDataAnimation.Plans.Packs;

/// <summary>
/// A DOCX that people go on writing in: real heading styles, lists and tables with a head row, language and title set, so that it is
/// read aloud in order. Parts still to be filled in are in square brackets and highlighted.
/// </summary>
internal sealed class WordDocument(string title)
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Width of the text on A4 with these margins, in twentieths of a point.</summary>
    private const int TextWidth = 9638;

    private const string Names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    private readonly Body _body = new();

    /// <param name="level">1 to 3; the document has one of level 1.</param>
    /// <param name="newPage">Begins a page.</param>
    public WordDocument Heading(int level, string text, bool newPage = false)
    {
        var heading = Styled($"Heading{level}", text);
        if (newPage)
        {
            heading.ParagraphProperties!.PageBreakBefore = new PageBreakBefore();
        }

        return Add(heading);
    }

    public WordDocument Text(string? text)
    {
        foreach (var paragraph in (text ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Add(Styled(null, paragraph));
        }

        return this;
    }

    /// <summary>Beside the text proper: where a figure comes from, what may be left out.</summary>
    public WordDocument Small(string text) => Add(Styled("Note", text));

    public WordDocument List(IEnumerable<string> items) => Add([.. items.Select(item => Styled("ListBullet", item))]);

    /// <summary>Lines to write on by hand.</summary>
    public WordDocument Lines(int count) => Add([.. Enumerable.Range(0, count).Select(_ => Styled("Ruled", ""))]);

    /// <param name="caption">Told to who cannot see the table.</param>
    /// <param name="widths">Shares of the width, one a column.</param>
    /// <param name="rows">The first cell of each names it.</param>
    public WordDocument Table(string caption, int[] widths, string[] head, IEnumerable<string[]> rows)
    {
        var all = widths.Sum();
        var columns = Array.ConvertAll(widths, w => $"{TextWidth * w / all}");
        var table = new Table(
            new TableProperties(
                new TableStyle { Val = "TableGrid" },
                new TableWidth { Width = $"{TextWidth}", Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { Val = "0420", FirstRow = true, LastRow = false, FirstColumn = false, LastColumn = false, NoHorizontalBand = false, NoVerticalBand = true },
                new TableCaption { Val = Clean(caption) }),
            new TableGrid(columns.Select(c => new GridColumn { Width = c })));
        table.Append(Row(head, columns, isHead: true));
        table.Append(rows.Select(row => Row(row, columns, isHead: false)));
        // Two tables in a row would be one.
        return Add(table, Styled("Note", ""));
    }

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            (document.PackageProperties.Title, document.PackageProperties.Language) = (title, "fr-FR");
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(StyleSheet);
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(Bullets);
            main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(
                new Zoom { Percent = "100" },
                new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }),
                new ThemeFontLanguages { Val = "fr-FR" });
            var footer = main.AddNewPart<FooterPart>();
            var line = Styled("Footer", $"{title}  ·  page\u00A0");
            line.Append(new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " });
            footer.Footer = new Footer(line);
            _body.Append(new SectionProperties(
                new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
                new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = 1134, Right = 1134, Bottom = 1134, Left = 1134, Header = 567, Footer = 567, Gutter = 0 }));
            main.Document = new Document(_body);
        }

        return stream.ToArray();
    }

    private WordDocument Add(params OpenXmlElement[] elements)
    {
        _body.Append(elements);
        return this;
    }

    private static TableRow Row(string[] cells, string[] columns, bool isHead)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHead)
        {
            properties.Append(new TableHeader());
        }

        var row = new TableRow(properties);
        row.Append(columns.Select((width, i) => new TableCell(
            isHead
                ? new TableCellProperties(new TableCellWidth { Width = width, Type = TableWidthUnitValues.Dxa }, new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "E7EEEE" })
                : new TableCellProperties(new TableCellWidth { Width = width, Type = TableWidthUnitValues.Dxa }),
            Styled(isHead ? "TableHead" : "TableText", i < cells.Length ? cells[i] : ""))));
        return row;
    }

    private static Paragraph Styled(string? style, string text)
    {
        var paragraph = style is null ? new Paragraph() : new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        // What stands in square brackets is still to be written.
        paragraph.Append(Pieces(Clean(text)).Select(piece => piece.IsOpen
            ? new Run(new RunProperties(new Highlight { Val = HighlightColorValues.Yellow }), AsText(piece.Text))
            : new Run(AsText(piece.Text))));
        return paragraph;
    }

    private static Text AsText(string text) => new(text) { Space = SpaceProcessingModeValues.Preserve };

    private static IEnumerable<(string Text, bool IsOpen)> Pieces(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('[', at);
            var close = open < 0 ? -1 : text.IndexOf(']', open);
            if (close < 0)
            {
                yield return (text[at..], false);
                yield break;
            }

            if (open > at)
            {
                yield return (text[at..open], false);
            }

            yield return (text[open..(close + 1)], true);
            at = close + 1;
        }
    }

    /// <summary>XML has no place for control characters, which people paste without seeing them.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 0x9 or 0xA or 0xD or >= 0x20 and not 0xFFFE and not 0xFFFF)
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    private static string Style(string id, string name, string paragraph, string run, string? next = null, bool isBase = false) =>
        $"""<w:style w:type="paragraph"{(isBase ? " w:default=\"1\"" : "")} w:styleId="{id}"><w:name w:val="{name}"/>{(isBase ? "" : """<w:basedOn w:val="Normal"/>""")}{(next is null ? "" : $"""<w:next w:val="{next}"/>""")}<w:qFormat/>{(paragraph.Length == 0 ? "" : $"<w:pPr>{paragraph}</w:pPr>")}{(run.Length == 0 ? "" : $"<w:rPr>{run}</w:rPr>")}</w:style>""";

    private const string Bullets =
        $"""<w:numbering {Names}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="454" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>""";

    private static readonly string StyleSheet =
        $"""<w:styles {Names}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"""
        + Style("Normal", "Normal", "", "", isBase: true)
        + Style("Heading1", "heading 1", """<w:keepNext/><w:spacing w:before="0" w:after="160"/><w:outlineLvl w:val="0"/>""", """<w:b/><w:color w:val="14595E"/><w:sz w:val="36"/>""", "Normal")
        + Style("Heading2", "heading 2", """<w:keepNext/><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="1"/>""", """<w:b/><w:color w:val="14595E"/><w:sz w:val="26"/>""", "Normal")
        + Style("Heading3", "heading 3", """<w:keepNext/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="2"/>""", """<w:b/><w:sz w:val="23"/>""", "Normal")
        + Style("ListBullet", "List Bullet", """<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/><w:contextualSpacing/>""", "")
        + Style("Note", "Note", """<w:spacing w:after="80"/>""", """<w:color w:val="4A4A4A"/><w:sz w:val="18"/>""")
        + Style("TableHead", "Table Head", """<w:keepNext/><w:spacing w:before="40" w:after="40"/>""", """<w:b/><w:sz w:val="20"/>""")
        + Style("TableText", "Table Text", """<w:spacing w:before="40" w:after="40"/>""", """<w:sz w:val="20"/>""")
        + Style("Ruled", "Ruled", """<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="9A9A9A"/><w:between w:val="single" w:sz="4" w:space="1" w:color="9A9A9A"/></w:pBdr><w:spacing w:before="200" w:after="0"/>""", "")
        + Style("Footer", "footer", "", """<w:color w:val="4A4A4A"/><w:sz w:val="16"/>""")
        + """<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/><w:left w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/><w:right w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/></w:tblBorders></w:tblPr></w:style></w:styles>""";
}
