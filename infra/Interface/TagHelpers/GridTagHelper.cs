using System.Collections.Frozen;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenDataAnimation.Interface.TagHelpers;

/// <summary>
/// The compact grid of communes by objectives: sticky head and first column, arrow keys with script, legend, A3 when printed.
/// Content: thead and tbody, whose cells come from <see cref="GridCell"/>.
/// </summary>
[HtmlTargetElement("oda-grid")]
public sealed class GridTagHelper : TagHelper
{
    public string Caption { get; set; } = "";

    /// <summary>Label of the filter box shown when there is script: "Filtrer les communes".</summary>
    public string? Filter { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = "g-" + context.UniqueId;
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "table grid");
        output.PreContent.Raw("<div class=\"grid-tools\">");
        output.PreContent.FilterBox(Filter);

        output.PreContent.Add(GridCell.Legend).Raw($"</div><div class=\"table-scroll\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\"><table data-grid><caption class=\"sr\" id=\"{id}\">")
            .Text(Caption).Raw("</caption>");
        output.PostContent.Raw("</table></div>");
    }
}

/// <summary>The cells of the grid as ready markup: 8,000 tag helpers would cost more than the query behind them.</summary>
public static class GridCell
{
    private static readonly FrozenDictionary<GridState, (string Class, string Word, HtmlString Plain)> Cells = new Dictionary<GridState, (string, string)>
    {
        [GridState.NotDeclared] = ("none", "non visé"),
        [GridState.Declared] = ("aimed", "visé"),
        [GridState.InProgress] = ("going", "en cours"),
        [GridState.Late] = ("late", "en retard"),
        [GridState.Reached] = ("reached", "atteint"),
        [GridState.NotShared] = ("unshared", "non partagé"),
    }.ToFrozenDictionary(cell => cell.Key, cell => (cell.Value.Item1, cell.Value.Item2, Write(cell.Key, cell.Value)));

    /// <summary>Every state with its sign, as shown above the grid.</summary>
    public static IHtmlContent Legend { get; } = new HtmlString(
        "<ul class=\"legend grid-legend\" aria-label=\"Légende\">"
        + string.Concat(Enum.GetValues<GridState>().Select(state => $"<li class=\"g {Cells[state].Class}\"><span>{Cells[state].Word}</span></li>"))
        + "</ul>");

    /// <summary>A cell; <paramref name="text"/>, such as "2/3" for actions done, is shown in place of the word, which screen readers still say.</summary>
    public static IHtmlContent Of(GridState state, string? text = null)
    {
        var (kind, word, plain) = Cells[state];
        return text is null
            ? plain
            : new HtmlString($"<td class=\"g {kind}\"><span><span class=\"sr\">{word} </span><b>{HtmlEncoder.Default.Encode(text)}</b></span></td>");
    }

    /// <summary>One cell for a whole row that is not shared, with the reason: "non partagé" is not zero.</summary>
    public static IHtmlContent NotShared(int columns, string reason) =>
        new HtmlString($"<td class=\"g unshared\" colspan=\"{columns}\"><span>non partagé\u00A0: {HtmlEncoder.Default.Encode(reason)}</span></td>");

    // "Not aimed at" is the commonest and says least: its dash alone is seen, the legend explains it.
    private static HtmlString Write(GridState state, (string Class, string Word) cell) => new(state == GridState.NotDeclared
        ? $"<td class=\"g {cell.Class}\"><span><span class=\"sr\">{cell.Word}</span></span></td>"
        : $"<td class=\"g {cell.Class}\"><span>{cell.Word}</span></td>");
}

public enum GridState
{
    Reached,
    InProgress,
    Late,
    Declared,
    NotDeclared,
    NotShared,
}
