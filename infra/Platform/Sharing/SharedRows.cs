using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Sharing;

/// <summary>What a body last projected on a subject; its version rises when the content changes.</summary>
public sealed class SharedProjection : ITenantOwned
{
    public Guid TenantId { get; set; }
    public ShareSubject Subject { get; set; }
    public int Version { get; set; }
    public string Content { get; set; } = "";
}

/// <summary>
/// The highest delivery a parent has seen of a child's subject. Survives the removal of the content, so that a late
/// delivery never revives what was taken back.
/// </summary>
[NotExported("what other bodies delivered: they deliver it again where they share it")]
public sealed class SharedHeader : ITenantOwned
{
    public Guid TenantId { get; set; }
    public Guid OwnerId { get; set; }
    public ShareSubject Subject { get; set; }
    public int Epoch { get; set; }
    public int Version { get; set; }
    public bool Removed { get; set; }
}

/// <summary>A delivered row of the parent's own; visible only while its epoch is the current policy's.</summary>
public interface ISharedRow : ITenantOwned
{
    Guid OwnerId { get; }
    int Epoch { get; }
}
