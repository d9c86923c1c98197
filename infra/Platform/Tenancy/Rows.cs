namespace OpenDataAnimation.Platform.Tenancy;

/// <summary>A row that belongs to one body. Its key begins with <see cref="TenantId"/>.</summary>
public interface ITenantOwned
{
    Guid TenantId { get; }
}

/// <summary>A row that belongs to no body. Every such table says why; the isolation test reads that list.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PlatformTableAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}

/// <summary>A row that two people may edit: a save based on an old version is refused.</summary>
public interface IVersioned
{
    /// <summary>Raised at each save; sent as ETag and as hidden field.</summary>
    int Version { get; }
}

/// <summary>A row that can be brought back for 30 days after it was deleted.</summary>
public interface IRestorable
{
    /// <summary>How long after it was deleted; then it is removed for good.</summary>
    static readonly TimeSpan For = TimeSpan.FromDays(30);

    DateTime? DeletedAt { get; }
}
