using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>A cell of the board: one objective. <paramref name="State"/> is a state of <see cref="States"/>.</summary>
public sealed record BoardCell(string Code, string Label, string State, string? Href = null)
{
    public int Actions { get; init; }

    /// <summary>Null where proofs are not known, as when only progress is shared: that is not "0".</summary>
    public int? Proofs { get; init; }

    /// <summary>What would make the level true; shown until it is.</summary>
    public string? Missing { get; init; }
}

/// <summary>A row of the board; <paramref name="Level"/> is the highest level reached with all lower ones, 0 for none, null when not shared.</summary>
public sealed record BoardAxis(string Name, int? Level, IReadOnlyList<BoardCell> Cells);

/// <summary>The 3 x 3 board: axes as rows, levels as columns. <c>&lt;oda-board axes="@Model.Axes" caption="Plan de Béganne" /&gt;</c></summary>
[HtmlTargetElement("oda-board", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BoardTagHelper : TagHelper
{
    public IReadOnlyList<BoardAxis> Axes { get; set; } = [];

    public string Caption { get; set; } = "Les neuf objectifs";

    /// <summary>Column headings; the three levels of the method when left out.</summary>
    public IReadOnlyList<string> Levels { get; set; } = ["Niveau 1", "Niveau 2", "Niveau 3"];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "board");
        var content = output.Content;
        content.Raw("<table role=\"table\"><caption class=\"sr\">").Text(Caption).Raw("</caption><thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Axe</th>");
        foreach (var level in Levels)
        {
            content.Raw("<th role=\"columnheader\" scope=\"col\">").Text(level).Raw("</th>");
        }

        content.Raw("</tr></thead><tbody role=\"rowgroup\">");
        foreach (var axis in Axes)
        {
            content.Raw("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><span class=\"board-axis\">").Text(axis.Name).Raw("</span><span class=\"board-level\">")
                .Text(axis.Level switch { null => "Niveau non partagé", 0 => "Premier niveau à atteindre", { } level => $"Niveau\u00A0{level} atteint" }).Raw("</span></th>");
            foreach (var cell in axis.Cells)
            {
                WriteCell(content, cell);
            }

            content.Raw("</tr>");
        }

        content.Raw("</tbody></table>");
    }

    private static void WriteCell(TagHelperContent content, BoardCell cell)
    {
        var look = States.Look(cell.State);
        content.Raw($"<td role=\"cell\" class=\"board-cell {look.Tone.Name()}\"><p class=\"board-state\"><span class=\"board-code\">").Text(cell.Code)
            .Raw($"</span> <span class=\"badge {look.Tone.Name()}\">").Add(Icons.Draw(look.Icon)).Text(look.Word).Raw("</span></p><p class=\"board-label\">");
        if (cell.Href is null)
        {
            content.Text(cell.Label);
        }
        else
        {
            content.Raw("<a").Attribute("href", cell.Href).Raw(">").Text(cell.Label).Raw("</a>");
        }

        content.Raw("</p>");
        if (cell.Actions > 0 || cell.Proofs > 0)
        {
            content.Raw("<p class=\"board-counts\">").Text(French.Count(cell.Actions, "action") + (cell.Proofs is { } proofs ? $" · {French.Count(proofs, "preuve")}" : "")).Raw("</p>");
        }

        if (cell.Missing is not null)
        {
            content.Raw("<p class=\"board-missing\">").Text(cell.Missing).Raw("</p>");
        }

        content.Raw("</td>");
    }
}
