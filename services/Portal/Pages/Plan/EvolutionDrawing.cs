using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace OpenDataAnimation.Portal.Pages.Plan;

/// <param name="Values">One for each series.</param>
internal sealed record EvolutionBars(string Name, string Day, IReadOnlyList<int> Values);

/// <param name="Levels">Of the three axes, 0 to 3.</param>
internal sealed record EvolutionPoint(string Name, DateOnly On, IReadOnlyList<int> Levels);

/// <summary>
/// Charts of what changed over time, as SVG. Series differ by colour, pattern or dash, and mark, and each is named; the page has the same
/// data as a table. No style is written in it.
/// </summary>
internal static class EvolutionDrawing
{
    private const int Width = 900, Height = 300, Left = 40, Right = 250, Top = 24, Bottom = 60;

    public static IHtmlContent Bars(string title, IReadOnlyList<string> series, IReadOnlyList<EvolutionBars> groups)
    {
        var svg = Begin(title, $"{groups.Count} dates, {string.Join(" et ", series)}. Le tableau qui suit donne les mêmes données.");
        var most = Math.Max(1, groups.SelectMany(g => g.Values).DefaultIfEmpty(0).Max());
        Scale(svg, most, Math.Max(1, (int)Math.Ceiling(most / 5d)));
        var slot = (Width - Left - Right) / Math.Max(1, groups.Count);
        var bar = Math.Min(36, (slot - 12) / Math.Max(1, series.Count));
        for (var at = 0; at < groups.Count; at++)
        {
            var x = Left + (at * slot) + ((slot - (bar * series.Count)) / 2);
            for (var s = 0; s < series.Count; s++)
            {
                var (value, y) = (groups[at].Values[s], Y(groups[at].Values[s], most));
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"ev-bar ev-s{s}\" x=\"{x + (s * bar)}\" y=\"{y}\" width=\"{bar - 2}\" height=\"{Height - Bottom - y}\"/>");
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"ev-value\" x=\"{x + (s * bar) + (bar / 2)}\" y=\"{y - 5}\" text-anchor=\"middle\">{value}</text>");
            }

            Under(svg, Left + (at * slot) + (slot / 2), groups[at].Name, groups[at].Day, slot);
        }

        for (var s = 0; s < series.Count; s++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"ev-bar ev-s{s}\" x=\"{Width - Right + 16}\" y=\"{Top + (s * 26)}\" width=\"20\" height=\"14\"/><text class=\"ev-name\" x=\"{Width - Right + 44}\" y=\"{Top + 12 + (s * 26)}\">").Append(Encode(series[s])).Append("</text>");
        }

        return End(svg);
    }

    /// <summary>The level of each axis, in steps: a level is reached on a day, not on the way to it.</summary>
    public static IHtmlContent Levels(string title, IReadOnlyList<string> axes, IReadOnlyList<EvolutionPoint> points)
    {
        var svg = Begin(title, $"Niveau des trois axes à {points.Count} dates. Le tableau qui suit donne les mêmes données.");
        Scale(svg, 3, 1);
        var (first, last) = (points[0].On, points[^1].On);
        var days = Math.Max(1, last.DayNumber - first.DayNumber);
        int X(DateOnly day) => Left + 24 + (int)((day.DayNumber - first.DayNumber) * (long)(Width - Left - Right - 48) / days);
        for (var axis = 0; axis < axes.Count; axis++)
        {
            // Lines that stand on the same level are drawn beside each other, not over each other.
            var shift = (axis - 2) * 7;
            var path = new StringBuilder();
            for (var at = 0; at < points.Count; at++)
            {
                var (x, y) = (X(points[at].On), Y(points[at].Levels[axis], 3) + shift);
                path.Append(at == 0 ? $"M{x} {y}" : $"H{x}V{y}");
            }

            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"ev-line ev-a{axis}\" d=\"{path}\"/>");
            foreach (var point in points)
            {
                Mark(svg, axis, X(point.On), Y(point.Levels[axis], 3) + shift);
            }

            Mark(svg, axis, Width - Right + 24, Top + 8 + (axis * 26));
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"ev-line ev-a{axis}\" d=\"M{Width - Right + 8} {Top + 8 + (axis * 26)}H{Width - Right + 40}\"/><text class=\"ev-name\" x=\"{Width - Right + 48}\" y=\"{Top + 13 + (axis * 26)}\">").Append(Encode(Cut(axes[axis], 28))).Append("</text>");
        }

        // A name needs room; those too near the one before are in the table.
        var named = new List<EvolutionPoint>();
        foreach (var point in points)
        {
            if (named.Count == 0 || X(point.On) - X(named[^1].On) >= 96)
            {
                named.Add(point);
            }
        }

        for (var at = 0; at < named.Count; at++)
        {
            var x = X(named[at].On);
            var room = Math.Min(at == 0 ? 160 : x - X(named[at - 1].On), at == named.Count - 1 ? 160 : X(named[at + 1].On) - x);
            Under(svg, x, named[at].Name, Interface.French.ShortDate(named[at].On), room + 10);
        }

        return End(svg);
    }

    private static void Mark(StringBuilder svg, int axis, int x, int y) => svg.Append(axis switch
    {
        0 => $"<circle class=\"ev-mark ev-a0\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>",
        1 => $"<rect class=\"ev-mark ev-a1\" x=\"{x - 5}\" y=\"{y - 5}\" width=\"10\" height=\"10\"/>",
        _ => $"<path class=\"ev-mark ev-a2\" d=\"M{x} {y - 6}l6 11h-12z\"/>",
    });

    private static StringBuilder Begin(string title, string text) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-labelledby=\"ev-titre ev-texte\"><title id=\"ev-titre\">")
        .Append(Encode(title)).Append("</title><desc id=\"ev-texte\">").Append(Encode(text))
        .Append("</desc><defs><pattern id=\"ev-trait\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"ev-back\" width=\"6\" height=\"6\"/><rect class=\"ev-stripe\" width=\"2\" height=\"6\"/></pattern></defs>");

    private static HtmlString End(StringBuilder svg) => new(svg.Append("</svg>").ToString());

    private static void Scale(StringBuilder svg, int most, int step)
    {
        for (var value = 0; value <= most; value += step)
        {
            var y = Y(value, most);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"ev-rule\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y}\" y2=\"{y}\"/><text class=\"ev-name\" x=\"{Left - 8}\" y=\"{y + 4}\" text-anchor=\"end\">{value}</text>");
        }
    }

    private static void Under(StringBuilder svg, int x, string name, string day, int room)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"ev-name\" x=\"{x}\" y=\"{Height - Bottom + 22}\" text-anchor=\"middle\">").Append(Encode(Cut(name, Math.Max(6, room / 8)))).Append("</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"ev-day\" x=\"{x}\" y=\"{Height - Bottom + 40}\" text-anchor=\"middle\">").Append(Encode(day)).Append("</text>");
    }

    private static int Y(int value, int most) => Height - Bottom - (int)((Height - Bottom - Top - 8) * (long)value / most);

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)].TrimEnd() + "…";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
