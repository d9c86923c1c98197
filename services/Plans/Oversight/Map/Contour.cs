using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Oversight.Map;

/// <summary>Where the contours of a territory come from: one set a body, imported by its administrator.</summary>
public sealed class ContourSet : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public int Version { get; private set; } = 1;
    public string Source { get; set; } = "";
    public string Licence { get; set; } = "";

    /// <summary>Year or date of the contours, in words.</summary>
    public string Vintage { get; set; } = "";
    public int Width { get; set; }
    public int Height { get; set; }
    public int Shapes { get; set; }
    public DateTime ImportedAt { get; set; }
    public Guid? ImportedBy { get; set; }
}

/// <summary>The outline of one child, drawn once for the size of the map.</summary>
public sealed class Contour : ITenantOwned
{
    public const int LongestPath = 20_000;

    public Guid TenantId { get; init; }
    public Guid ChildId { get; init; }

    /// <summary>SVG path data in whole units of the map.</summary>
    public string Path { get; init; } = "";

    /// <summary>Where its name is written.</summary>
    public int X { get; init; }
    public int Y { get; init; }
}
