using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Inventory;

/// <summary>How many datasets a child published, by schema, as it shares it with this body under "indicators".</summary>
[NotExported("what other bodies share: they deliver it again where they share it")]
public sealed class SharedCoverage : ISharedRow
{
    public Guid TenantId { get; init; }
    public Guid OwnerId { get; init; }
    public int Epoch { get; set; }

    /// <summary>Published datasets, whatever their schema.</summary>
    public int Published { get; set; }

    /// <summary>The <see cref="CoverageContent"/> as it was delivered.</summary>
    public string Content { get; set; } = "";
}

/// <summary>All that crosses to a parent of an inventory: counts by schema. No title, text, person or address.</summary>
public sealed record CoverageContent(int Published, SortedDictionary<string, int> BySchema);
