using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Oversight.Snapshots;

/// <summary>The grid of a parent on one day, under a name; its totals are worked out from the rows that are left, never kept.</summary>
[NotExported("of what other bodies shared on that day: they share it again, or not, where this body goes")]
public sealed class TerritorySnapshot : ITenantOwned, IVersioned, IRestorable
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public DateTime? DeletedAt { get; private set; }
    public string Name { get; set; } = "";
    public DateOnly On { get; init; }
    public DateTime TakenAt { get; init; }

    /// <summary>Null for the one that is taken by itself each quarter.</summary>
    public Guid? TakenBy { get; init; }

    /// <summary>Such as <c>2026-T4</c>, once a quarter; null for those that people take.</summary>
    public string? Quarter { get; init; }

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;
}

/// <summary>
/// One child in it, as it shared its progress then. It is shown while the child still shares, and deleted when it withdraws: what was
/// taken back does not come back with a later consent (precisions.md, 5).
/// </summary>
[NotExported("what other bodies shared on that day")]
public sealed class SnapshotRow : ITenantOwned
{
    public Guid TenantId { get; init; }
    public Guid SnapshotId { get; init; }
    public Guid OwnerId { get; init; }

    /// <summary>Of the policy under which it was delivered.</summary>
    public int Epoch { get; init; }
    public string ReachedCodes { get; init; } = "";
    public string DeclaredCodes { get; init; } = "";
    public int Declared { get; init; }
    public int Reached { get; init; }
    public int ActionsTotal { get; init; }
    public int ActionsDone { get; init; }
    public int Level1 { get; init; }
    public int Level2 { get; init; }
    public int Level3 { get; init; }
}
