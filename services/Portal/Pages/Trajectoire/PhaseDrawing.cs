using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Trajectoire;

/// <summary>The four phases as bars in time, each filled as far as it is proved; the figures stand beside, so colour says nothing alone.</summary>
internal static class PhaseDrawing
{
    private const int Left = 8, Width = 960, Row = 46, Top = 34, Months = 36;

    public static IHtmlContent Of(IReadOnlyList<PhaseView> phases, DateOnly start, DateOnly today)
    {
        var height = Top + (phases.Count * Row) + 8;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Left + Width + 8} {height}\" width=\"{Left + Width + 8}\" height=\"{height}\" role=\"img\" aria-labelledby=\"phases-titre phases-texte\">");
        svg.Append("<title id=\"phases-titre\">Trajectoire en quatre phases</title><desc id=\"phases-texte\">")
            .Append(Encode(string.Join(" ", phases.Select(p => $"{p.Label}, {French.Month(p.FromOn!.Value)} à {French.Month(p.ToOn!.Value)}\u00A0: {French.Count(p.Met, "preuve")} sur {p.Criteria.Count}.")))).Append("</desc>");
        foreach (var month in new[] { 0, 3, 9, 18, 27, 36 })
        {
            var x = X(month);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"tl-month\" x1=\"{x}\" x2=\"{x}\" y1=\"24\" y2=\"{height}\"/><text class=\"pl-quiet\" y=\"17\" x=\"{(month == Months ? x - 4 : x + 4)}\"{(month == Months ? " text-anchor=\"end\"" : "")}>");
            svg.Append(Encode(start.AddMonths(month).ToString("MMM yyyy", CultureInfo.GetCultureInfo("fr-FR")))).Append("</text>");
        }

        // Words come last: the line of today would strike them out.
        var names = new StringBuilder();
        for (var at = 0; at < phases.Count; at++)
        {
            var (phase, y) = (phases[at], Top + (at * Row));
            var (from, to) = (X(phase.FromMonth), X(phase.ToMonth));
            var met = phase.Criteria.Count == 0 ? 0 : (to - from) * phase.Met / phase.Criteria.Count;
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"pl-back\" x=\"{from}\" y=\"{y + 20}\" width=\"{to - from}\" height=\"16\" rx=\"3\"/><rect class=\"pl-met\" x=\"{from}\" y=\"{y + 20}\" width=\"{met}\" height=\"16\" rx=\"3\"/>");
            // The name stands above its bar, from the left, or from the right where it would leave the drawing.
            var right = from > Left + (Width * 2 / 3);
            names.Append(CultureInfo.InvariantCulture, $"<text x=\"{(right ? to : from)}\" y=\"{y + 14}\"{(right ? " text-anchor=\"end\"" : "")}>")
                .Append(Encode($"{phase.Label}, {phase.Met} sur {phase.Criteria.Count}")).Append("</text>");
        }

        var since = ((today.Year - start.Year) * 12) + today.Month - start.Month + ((today.Day - start.Day) / 30.0);
        if (since is >= 0 and <= Months)
        {
            var now = Left + (int)(since * Width / Months);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"pl-today\" x1=\"{now}\" x2=\"{now}\" y1=\"24\" y2=\"{height}\"/>");
        }

        return new HtmlString(svg.Append(names).Append("</svg>").ToString());
    }

    private static int X(int month) => Left + (month * Width / Months);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
