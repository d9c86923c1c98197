using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using OpenDataAnimation.Interface.TagHelpers;

namespace OpenDataAnimation.Portal.Pages.Grille;

/// <summary>How a commune is filled: each has its colour, its pattern and its word.</summary>
internal enum MapFill { Full, Strong, Some, Late, Aimed, Empty, Unshared, Outside }

/// <param name="Said">In full, for the table and for those who do not see the map.</param>
internal sealed record MapPlace(GridRow Row, MapFill Fill, string Said)
{
    /// <param name="objective">Place of the chosen objective among the cells; null for how many are reached.</param>
    /// <param name="month">The current month, <c>2026-11</c>.</param>
    public static MapPlace Of(GridRow row, int? objective, string month)
    {
        if (row.Progress?.Cells is not { } cells)
        {
            return new MapPlace(row, MapFill.Unshared, "non partagé");
        }

        if (objective is { } at && at < cells.Count)
        {
            var (state, text) = cells[at].Shown(month);
            var (fill, word) = state switch
            {
                GridState.Reached => (MapFill.Full, "atteint"),
                GridState.InProgress => (MapFill.Some, "en cours"),
                GridState.Late => (MapFill.Late, "en retard"),
                GridState.Declared => (MapFill.Aimed, "visé"),
                _ => (MapFill.Empty, "non visé"),
            };
            return new MapPlace(row, fill, text is null ? word : $"{word}, {text} actions faites");
        }

        var reached = cells.Count(c => c.State == ProgressState.Reached);
        return new MapPlace(row, reached switch { 0 => MapFill.Empty, <= 2 => MapFill.Some, <= 5 => MapFill.Strong, _ => MapFill.Full },
            reached switch { 0 => "aucun objectif atteint", 1 => "1 objectif atteint", _ => $"{reached} objectifs atteints" });
    }
}

/// <summary>
/// The territory as SVG: outlines where there are, tiles in the order of the list where not. Every commune is a link that says its state;
/// no style is written in it, the stylesheet knows its classes.
/// </summary>
internal static class MapDrawing
{
    private const int Tile = 118, TileHeight = 66, Columns = 8, MostNames = 60;

    public static IHtmlContent Legend(IReadOnlyList<MapPlace> places, bool ofObjective, bool hasOthers)
    {
        (MapFill Fill, string Word)[] all = ofObjective
            ? [(MapFill.Full, "atteint"), (MapFill.Some, "en cours"), (MapFill.Late, "en retard"), (MapFill.Aimed, "visé"), (MapFill.Empty, "non visé"), (MapFill.Unshared, "non partagé")]
            : [(MapFill.Full, "6 à 9 atteints"), (MapFill.Strong, "3 à 5"), (MapFill.Some, "1 ou 2"), (MapFill.Empty, "aucun"), (MapFill.Unshared, "non partagé")];
        var html = new StringBuilder("<ul class=\"legend map-legend\" aria-label=\"Légende\">");
        foreach (var (fill, word) in hasOthers ? [.. all, (MapFill.Outside, "hors du filtre")] : all)
        {
            var count = places.Count(p => p.Fill == fill);
            html.Append("<li><svg width=\"28\" height=\"18\" aria-hidden=\"true\"><rect class=\"map-area\" x=\"1\" y=\"1\" width=\"26\" height=\"16\" fill=\"").Append(Paint(fill)).Append("\"/></svg> ")
                .Append(Encode(word));
            if (fill != MapFill.Outside)
            {
                html.Append(CultureInfo.InvariantCulture, $" <span class=\"quiet\">({count})</span>");
            }

            html.Append("</li>");
        }

        return new HtmlString(html.Append("</ul>").ToString());
    }

    public static IHtmlContent Of(IReadOnlyList<MapPlace> places, Contours contours, string subject, Func<GridRow, string> href)
    {
        var tiles = contours.Shapes.Count == 0;
        var rows = (places.Count + Columns - 1) / Columns;
        var (width, height) = tiles ? (Columns * Tile, Math.Max(1, rows) * TileHeight) : (contours.Width, contours.Height);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"{(tiles ? "map-tiles" : "map-outlines")}\" viewBox=\"-4 -4 {width + 8} {height + 8}\" data-places role=\"group\" aria-labelledby=\"carte-nom carte-texte\">");
        svg.Append("<title id=\"carte-nom\">").Append(Encode(subject)).Append("</title><desc id=\"carte-texte\">")
            .Append(Encode($"{places.Count} communes, chacune avec son état\u00A0: la touche Tab va de l’une à l’autre, les flèches vont à la voisine, Entrée ouvre sa fiche. Le tableau qui suit donne les mêmes données.")).Append("</desc>").Append(Patterns);
        if (tiles)
        {
            for (var at = 0; at < places.Count; at++)
            {
                WriteTile(svg, places[at], at % Columns * Tile, at / Columns * TileHeight, href);
            }
        }
        else
        {
            WriteOutlines(svg, places, contours, href);
        }

        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private static void WriteTile(StringBuilder svg, MapPlace place, int x, int y, Func<GridRow, string> href)
    {
        Open(svg, place, href);
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"map-area\" x=\"{x + 2}\" y=\"{y + 2}\" width=\"{Tile - 4}\" height=\"{TileHeight - 26}\" rx=\"3\" fill=\"{Paint(place.Fill)}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"map-name\" x=\"{x + (Tile / 2)}\" y=\"{y + TileHeight - 9}\" text-anchor=\"middle\">").Append(Encode(Cut(place.Row.Name, 17))).Append("</text></a>");
    }

    private static void WriteOutlines(StringBuilder svg, IReadOnlyList<MapPlace> places, Contours contours, Func<GridRow, string> href)
    {
        var known = places.ToDictionary(p => p.Row.BodyId);
        foreach (var shape in contours.Shapes.Where(s => !known.ContainsKey(s.BodyId)))
        {
            svg.Append("<path class=\"map-area\" d=\"").Append(Encode(shape.Path)).Append("\" fill=\"").Append(Paint(MapFill.Outside)).Append("\"/>");
        }

        foreach (var shape in contours.Shapes.Where(s => known.ContainsKey(s.BodyId)).OrderBy(s => known[s.BodyId].Row.Name, StringComparer.CurrentCulture))
        {
            var place = known[shape.BodyId];
            Open(svg, place, href);
            svg.Append("<path class=\"map-area\" d=\"").Append(Encode(shape.Path)).Append("\" fill=\"").Append(Paint(place.Fill)).Append("\"/></a>");
        }

        // Names last, so that no neighbour covers them.
        foreach (var shape in contours.Shapes.Count > MostNames ? [] : contours.Shapes.Where(s => known.ContainsKey(s.BodyId)))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"map-name\" x=\"{shape.X}\" y=\"{shape.Y}\" text-anchor=\"middle\" aria-hidden=\"true\">").Append(Encode(Cut(known[shape.BodyId].Row.Name, 18))).Append("</text>");
        }
    }

    private static void Open(StringBuilder svg, MapPlace place, Func<GridRow, string> href) =>
        svg.Append("<a href=\"").Append(Encode(href(place.Row))).Append("\" aria-label=\"").Append(Encode($"{place.Row.Name}\u00A0: {place.Said}")).Append("\"><title>")
            .Append(Encode($"{place.Row.Name}\u00A0: {place.Said}")).Append("</title>");

    private static string Paint(MapFill fill) => $"url(#carte-{fill.ToString().ToLowerInvariant()})";

    private static readonly string Patterns = "<defs>" + string.Concat(
        Pattern(MapFill.Full, ""),
        Pattern(MapFill.Strong, "<rect class=\"map-line\" width=\"8\" height=\"5\"/>"),
        Pattern(MapFill.Some, "<rect class=\"map-line\" width=\"8\" height=\"2\"/>"),
        Pattern(MapFill.Late, "<path class=\"map-line\" d=\"M4 1l3 6h-6z\"/>"),
        Pattern(MapFill.Aimed, "<circle class=\"map-line\" cx=\"4\" cy=\"4\" r=\"1.7\"/>"),
        Pattern(MapFill.Empty, ""),
        Pattern(MapFill.Unshared, "<path class=\"map-stroke\" d=\"M-2 2l4-4M0 8l8-8M6 10l4-4\"/>"),
        Pattern(MapFill.Outside, "")) + "</defs>";

    private static string Pattern(MapFill fill, string content)
    {
        var name = fill.ToString().ToLowerInvariant();
        return $"<pattern id=\"carte-{name}\" class=\"map-{name}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect class=\"map-back\" width=\"8\" height=\"8\"/>{content}</pattern>";
    }

    private static string Cut(string name, int most) => name.Length <= most ? name : name[..(most - 1)].TrimEnd() + "…";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
