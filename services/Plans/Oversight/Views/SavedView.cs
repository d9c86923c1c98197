using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Oversight.Views;

/// <summary>Filters and order of the grid under a name: one person's, or shared with all of the body.</summary>
public sealed class SavedView : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public string Name { get; init; } = "";

    /// <summary>As the page's address has them.</summary>
    public string Filters { get; init; } = "";
    public Guid? OwnerId { get; init; }
    public bool Shared { get; init; }
    public DateTime CreatedAt { get; init; }
}
