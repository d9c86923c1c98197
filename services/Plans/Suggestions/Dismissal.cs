using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Suggestions;

/// <summary>A suggestion that the body does not want for now; it comes back when the fact behind it has changed.</summary>
public sealed class Dismissal : ITenantOwned
{
    public Guid TenantId { get; init; }
    public string Key { get; init; } = "";
    public SuggestionKind Kind { get; set; }
    public string? Objective { get; set; }

    /// <summary>The fact as it was, see <see cref="Suggestion"/>.</summary>
    public string Stamp { get; set; } = "";
    public int Amount { get; set; }
    public DateTime At { get; set; }
    public Guid? By { get; set; }
}
