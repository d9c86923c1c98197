using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Oversight;

/// <summary>
/// Proof of what is seen: a person of a parent had this body's progress (the grid, the sheet of a commune) or its indicators (the coverage) on a page on this day. What
/// is shown there are the parent's own rows, so no scope of this body was opened that would have left a trace.
/// </summary>
public sealed class ProgressRead : ITenantOwned
{
    public Guid TenantId { get; init; }
    public DateOnly Day { get; init; }
    public Guid PersonId { get; init; }
    public Guid ParentId { get; init; }
    public ShareSubject Subject { get; init; } = ShareSubject.Plan;
    public DateTime FirstAt { get; init; }
}
