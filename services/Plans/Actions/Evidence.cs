using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Actions;

/// <summary>Attachment proves nothing: it is kept beside the action, and counts in no total.</summary>
public enum EvidenceKind { Event, Article, Reuse, Document, Link, Note, Figure, Attachment }

/// <summary>What proves that an action took place or had an effect.</summary>
public sealed class Evidence : ITenantOwned, IRestorable
{
    /// <summary>Of one action.</summary>
    public const int Most = 100;

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid ActionId { get; init; }
    public EvidenceKind Kind { get; init; }
    public string Title { get; init; } = "";
    public string? Url { get; init; }
    public DateOnly? On { get; init; }
    public string? Note { get; init; }

    /// <summary>Of its file, whose bytes are a <see cref="StoredFile"/>; all three null without one.</summary>
    public string? FileName { get; init; }
    public string? MediaType { get; init; }
    public int? FileBytes { get; init; }
    public DateTime CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }
    public DateTime? DeletedAt { get; set; }
}
