using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Pages.Plan;

namespace OpenDataAnimation.Portal.Pages.Actions;

/// <summary>
/// The bars of the time line as SVG. State is told by colour, by pattern (late is hatched) and by the word beside the bar; every
/// bar is a link. No style is written in it: the stylesheet knows its classes.
/// </summary>
internal static class TimeLineDrawing
{
    private const int Left = 280, Width = 700, Row = 30, Top = 44;

    public static IHtmlContent Of(IReadOnlyList<BoardItem> items, DateOnly today, Func<Guid, string> href)
    {
        var first = MonthOf(Earliest(items.Min(a => a.StartsOn ?? a.EndsOn!.Value), today));
        var last = MonthOf(Latest(items.Max(a => a.EndsOn ?? a.StartsOn!.Value), today)).AddMonths(1);
        var days = Math.Max(28, last.DayNumber - first.DayNumber);
        var height = Top + (items.Count * Row) + 8;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Left + Width} {height}\" width=\"{Left + Width}\" height=\"{height}\" role=\"group\" aria-labelledby=\"frise-titre frise-texte\">");
        svg.Append("<title id=\"frise-titre\">Calendrier des actions</title><desc id=\"frise-texte\">").Append(Encode($"{items.Count} actions de {French.Month(first)} à {French.Month(last.AddDays(-1))}. Le tableau qui suit donne les mêmes dates.")).Append("</desc>");
        svg.Append("<defs><pattern id=\"hachures\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"tl-late-back\" width=\"8\" height=\"8\"/><rect class=\"tl-late-line\" width=\"3\" height=\"8\"/></pattern></defs>");
        Months(svg, first, last, days, height);
        // Below the bars: drawn over them it would strike out their words.
        var now = X(today, first, days);
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"tl-today\" x1=\"{now}\" x2=\"{now}\" y1=\"24\" y2=\"{height}\"/>");
        for (var at = 0; at < items.Count; at++)
        {
            Bar(svg, items[at], Top + (at * Row), first, days, href(items[at].Id));
        }

        svg.Append("</svg>");
        return new HtmlString(svg.ToString());
    }

    private static void Months(StringBuilder svg, DateOnly first, DateOnly last, int days, int height)
    {
        // Names need room: every month of less than a year, every third of nearly three, every sixth of five, one a year beyond.
        var months = ((last.Year - first.Year) * 12) + last.Month - first.Month;
        var step = months <= 11 ? 1 : months <= 33 ? 3 : months <= 66 ? 6 : 12;
        for (var (month, at) = (first, 0); month < last; month = month.AddMonths(1), at++)
        {
            if (at % step == 0)
            {
                var x = X(month, first, days);
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"tl-month\" x1=\"{x}\" x2=\"{x}\" y1=\"24\" y2=\"{height}\"/><text class=\"tl-name\" x=\"{x + 4}\" y=\"18\">");
                svg.Append(Encode(step == 12 ? month.Year.ToString(CultureInfo.InvariantCulture) : month.ToString("MMM yy", CultureInfo.GetCultureInfo("fr-FR")))).Append("</text>");
            }
        }
    }

    private static void Bar(StringBuilder svg, BoardItem action, int y, DateOnly first, int days, string href)
    {
        var (start, end) = (action.StartsOn ?? action.EndsOn!.Value, action.EndsOn ?? action.StartsOn!.Value);
        var x = X(start, first, days);
        var width = Math.Max(6, X(end.AddDays(1), first, days) - x);
        var state = action.Late && action.State is (ActionState.ToCome or ActionState.InProgress) ? "Late" : action.State.ToString();
        var word = States.Look(state).Word;
        var name = $"{action.Title}, {PlanWords.Period(action.StartsOn, action.EndsOn)}, {word.ToLowerInvariant()}";
        svg.Append("<a href=\"").Append(Encode(href)).Append("\" aria-label=\"").Append(Encode(name)).Append("\">");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"tl-row\" x=\"0\" y=\"{y}\" width=\"{Left + Width}\" height=\"{Row}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tl-title\" x=\"{(action.ParentActionId is null ? 4 : 20)}\" y=\"{y + 20}\">").Append(Encode(Cut(action.Title, action.ParentActionId is null ? 39 : 35))).Append("</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"tl-bar tl-{state.ToLowerInvariant()}\" x=\"{x}\" y=\"{y + 6}\" width=\"{width}\" height=\"{Row - 12}\" rx=\"3\"/>");
        // The word goes where there is room: after the bar, or before it at the right edge.
        var after = x + width + 6;
        svg.Append(after < Left + Width - 90
            ? string.Create(CultureInfo.InvariantCulture, $"<text class=\"tl-state\" x=\"{after}\" y=\"{y + 20}\">")
            : string.Create(CultureInfo.InvariantCulture, $"<text class=\"tl-state\" text-anchor=\"end\" x=\"{x - 6}\" y=\"{y + 20}\">"));
        svg.Append(Encode(word)).Append("</text></a>");
    }

    private static int X(DateOnly day, DateOnly first, int days) => Left + (int)((day.DayNumber - first.DayNumber) * (long)Width / days);

    private static string Cut(string title, int most) => title.Length <= most ? title : title[..(most - 1)].TrimEnd() + "…";

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly Earliest(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Latest(DateOnly one, DateOnly other) => one > other ? one : other;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
