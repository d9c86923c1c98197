using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using OpenDataAnimation.Interface.TagHelpers;

namespace OpenDataAnimation.Portal.Pages.Couverture;

/// <summary>The rows of the coverage, written straight to the answer, as the grid's are.</summary>
/// <param name="sheets">Where the addresses of the communes' sheets begin.</param>
internal sealed class CoverageRows(IReadOnlyList<CoverageRow> rows, int schemas, string sheets) : IHtmlContent
{
    private readonly Dictionary<int, IHtmlContent> _cells = [];

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        foreach (var row in rows)
        {
            writer.Write("<tr><th scope=\"row\"><a href=\"");
            encoder.Encode(writer, sheets + row.Slug);
            writer.Write("\">");
            encoder.Encode(writer, row.Name);
            writer.Write("</a></th>");
            if (row.Counts is { } counts)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"<td class=\"num\">{row.Published}</td>"));
                foreach (var count in counts)
                {
                    CellOf(count).WriteTo(writer, encoder);
                }
            }
            else
            {
                GridCell.NotShared(schemas + 1, row.Reason).WriteTo(writer, encoder);
            }

            writer.Write("</tr>\n");
        }
    }

    private IHtmlContent CellOf(int count) => _cells.TryGetValue(count, out var known) ? known : _cells[count] = new HtmlString(count == 0
        ? "<td class=\"g none\"><span><span class=\"sr\">rien de publié</span></span></td>"
        : string.Create(CultureInfo.InvariantCulture, $"<td class=\"g reached\"><span><span class=\"sr\">publié </span><b>{count}</b></span></td>"));
}
