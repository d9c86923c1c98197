using System.Text;
using System.Text.Json;

namespace OpenDataAnimation.Plans.Oversight.Map;

/// <summary>
/// Reads outlines from GeoJSON, whatever the name of the property that holds the official code, and draws them for a map of fixed width.
/// Every point is put on the same grid of whole units, so that neighbours keep the border they share.
/// </summary>
internal static class GeoJson
{
    public const int MostFeatures = 5000, Width = 1000;

    private static readonly string[] CodeNames = ["code", "insee", "code_insee", "codeinsee", "insee_com", "codgeo", "code_commune", "com", "siren", "code_siren", "code_epci"];

    public sealed record Shape(string Code, List<List<(double Lon, double Lat)>> Rings);

    public sealed record Drawn(string Code, string Path, int X, int Y);

    /// <returns>The shapes, or why the content is none: a sentence in French.</returns>
    public static (List<Shape> Shapes, string? Wrong) Read(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content.AsMemory(content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
            {
                return ([], "Ce fichier n’est pas une collection GeoJSON (FeatureCollection).");
            }

            if (features.GetArrayLength() > MostFeatures)
            {
                return ([], $"Ce fichier contient plus de {MostFeatures} contours. Gardez ceux de votre territoire.");
            }

            var shapes = features.EnumerateArray().Select(ShapeOf).OfType<Shape>().ToList();
            return shapes.Count == 0 ? ([], "Aucun contour avec un code officiel n’a été trouvé. Chaque contour porte une propriété « code » (code INSEE) et une géométrie Polygon ou MultiPolygon.")
                : shapes.Exists(s => s.Rings.Exists(r => r.Exists(p => p.Lon is < -180 or > 180 || p.Lat is < -90 or > 90)))
                    ? ([], "Les coordonnées doivent être des longitudes et latitudes en degrés (WGS 84). Reprojetez le fichier en EPSG:4326.")
                    : (shapes, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return ([], "Ce fichier n’est pas du GeoJSON lisible.");
        }
    }

    /// <summary>On one map, as wide as <see cref="Width"/>; small islands that would be less than a unit are left out.</summary>
    public static (List<Drawn> Shapes, int Height) Draw(IReadOnlyList<Shape> shapes)
    {
        var points = shapes.SelectMany(s => s.Rings).SelectMany(r => r).ToList();
        var (west, east, south, north) = (points.Min(p => p.Lon), points.Max(p => p.Lon), points.Min(p => p.Lat), points.Max(p => p.Lat));
        var shrink = Math.Cos((south + north) / 2 * Math.PI / 180);
        var scale = Width / Math.Max((east - west) * shrink, 1e-9);
        // A territory that is a thin line north to south still fits a page.
        scale = Math.Min(scale, 1600 / Math.Max(north - south, 1e-9));
        var drawn = new List<Drawn>();
        foreach (var shape in shapes)
        {
            for (var step = 1; step <= 16; step *= 2)
            {
                var rings = shape.Rings.ConvertAll(r => Simple(r.ConvertAll(p => (
                    X: (int)Math.Round((p.Lon - west) * shrink * scale / step) * step, Y: (int)Math.Round((north - p.Lat) * scale / step) * step))));
                rings.RemoveAll(r => r.Count < 3);
                if (rings.Count == 0)
                {
                    break;
                }

                var path = PathOf(rings);
                if (path.Length <= Contour.LongestPath)
                {
                    var (x, y) = Middle(rings.MaxBy(r => Math.Abs(Area(r)))!);
                    drawn.Add(new Drawn(shape.Code, path, x, y));
                    break;
                }
            }
        }

        return (drawn, Math.Max(1, (int)Math.Ceiling((north - south) * scale)));
    }

    private static Shape? ShapeOf(JsonElement feature)
    {
        if (!feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object
            || !feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object
            || !geometry.TryGetProperty("coordinates", out var coordinates))
        {
            return null;
        }

        var code = CodeNames.Select(name => properties.EnumerateObject().FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)).Value)
            .Where(v => v.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(v => v.ToString().Trim()).FirstOrDefault(v => v.Length is >= 2 and <= 9);
        var rings = geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => coordinates.EnumerateArray().Select(RingOf).ToList(),
            "MultiPolygon" => coordinates.EnumerateArray().SelectMany(polygon => polygon.EnumerateArray().Select(RingOf)).ToList(),
            _ => [],
        };
        return code is null || rings.Count == 0 || rings.TrueForAll(r => r.Count < 3) ? null : new Shape(code, rings);
    }

    private static List<(double Lon, double Lat)> RingOf(JsonElement ring) => [.. ring.EnumerateArray().Select(p => (p[0].GetDouble(), p[1].GetDouble()))];

    /// <summary>Without points that stand on another, or on the line between their neighbours.</summary>
    private static List<(int X, int Y)> Simple(List<(int X, int Y)> ring)
    {
        var kept = new List<(int X, int Y)>(ring.Count);
        foreach (var point in ring)
        {
            if (kept.Count > 0 && kept[^1] == point)
            {
                continue;
            }

            if (kept.Count > 1 && Cross(kept[^2], kept[^1], point) == 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            kept.Add(point);
        }

        if (kept.Count > 1 && kept[0] == kept[^1])
        {
            kept.RemoveAt(kept.Count - 1);
        }

        return kept;
    }

    private static long Cross((int X, int Y) a, (int X, int Y) b, (int X, int Y) c) => ((long)(b.X - a.X) * (c.Y - b.Y)) - ((long)(b.Y - a.Y) * (c.X - b.X));

    private static string PathOf(List<List<(int X, int Y)>> rings)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            path.Append('M').Append(ring[0].X).Append(' ').Append(ring[0].Y).Append('l');
            for (var i = 1; i < ring.Count; i++)
            {
                path.Append(i == 1 ? "" : " ").Append(ring[i].X - ring[i - 1].X).Append(' ').Append(ring[i].Y - ring[i - 1].Y);
            }

            path.Append('z');
        }

        return path.ToString();
    }

    private static double Area(List<(int X, int Y)> ring) => ring.Zip(ring.Skip(1).Append(ring[0])).Sum(s => ((double)s.First.X * s.Second.Y) - ((double)s.Second.X * s.First.Y)) / 2;

    private static (int X, int Y) Middle(List<(int X, int Y)> ring)
    {
        var area = Area(ring);
        if (Math.Abs(area) < 1)
        {
            return ring[0];
        }

        var (x, y) = (0d, 0d);
        foreach (var (a, b) in ring.Zip(ring.Skip(1).Append(ring[0])))
        {
            var cross = ((double)a.X * b.Y) - ((double)b.X * a.Y);
            x += (a.X + b.X) * cross;
            y += (a.Y + b.Y) * cross;
        }

        return ((int)(x / (6 * area)), (int)(y / (6 * area)));
    }
}
