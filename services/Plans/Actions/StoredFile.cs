using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Actions;

/// <summary>The bytes of a piece of evidence, apart from what lists read. In the database: saved, backed up, exported and erased with it.</summary>
public sealed class StoredFile : ITenantOwned
{
    public Guid TenantId { get; init; }

    /// <summary>That of the evidence.</summary>
    public Guid Id { get; init; }
    public byte[] Content { get; init; } = [];
}
