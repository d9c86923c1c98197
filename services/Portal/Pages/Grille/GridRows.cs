using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using OpenDataAnimation.Interface.TagHelpers;

namespace OpenDataAnimation.Portal.Pages.Grille;

/// <summary>The grid's rows, written straight to the answer: 890 rows through the view's buffers would cost more than all the rest.</summary>
/// <param name="sheets">Where the addresses of the communes' sheets begin.</param>
/// <param name="month">The current month, <c>2026-11</c>.</param>
/// <param name="notes">Where the address begins that opens a commune's notes under its row; null for who may not write them.</param>
internal sealed class GridRows(IReadOnlyList<GridRow> rows, int objectives, string sheets, string month, string? notes = null) : IHtmlContent
{
    private readonly Dictionary<(GridState, string?), IHtmlContent> _cells = [];

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        foreach (var row in rows)
        {
            writer.Write("<tr><th scope=\"row\"><a href=\"");
            encoder.Encode(writer, sheets + row.Slug);
            writer.Write("\">");
            encoder.Encode(writer, row.Name);
            writer.Write("</a>");
            if (notes is not null)
            {
                writer.Write(" <a class=\"note-mark\" href=\"");
                encoder.Encode(writer, notes);
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{row.BodyId:N}#suivi\"><span aria-hidden=\"true\">✎{(row.Notes > 0 ? row.Notes : null)}</span><span class=\"sr\">{(row.Notes > 0 ? $"{row.Notes} {(row.Notes > 1 ? "notes" : "note")} de suivi" : "Noter un suivi")}</span></a>"));
            }
            else if (row.Notes > 0)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $" <span class=\"note-mark\"><span aria-hidden=\"true\">✎{row.Notes}</span><span class=\"sr\">, {row.Notes} {(row.Notes > 1 ? "notes" : "note")} de suivi</span></span>"));
            }

            writer.Write("</th>");
            if (row.Progress is { } progress)
            {
                foreach (var cell in progress.Cells)
                {
                    CellOf(cell).WriteTo(writer, encoder);
                }

                writer.Write(string.Create(CultureInfo.InvariantCulture, $"<td class=\"num\">{progress.ActionsDone}/{progress.ActionsTotal}</td><td class=\"num\">"));
                encoder.Encode(writer, progress.LastActivity);
                writer.Write("</td>");
            }
            else
            {
                // With the nine objectives, actions and last activity.
                GridCell.NotShared(objectives + 2, row.Reason).WriteTo(writer, encoder);
            }

            writer.Write("</tr>\n");
        }
    }

    private IHtmlContent CellOf(ProgressCell cell)
    {
        var (state, text) = cell.Shown(month);
        return _cells.TryGetValue((state, text), out var known) ? known : _cells[(state, text)] = GridCell.Of(state, text);
    }
}
