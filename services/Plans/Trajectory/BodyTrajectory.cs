using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Trajectory;

/// <summary>When a body's transition began; the phases of the method count from there.</summary>
public sealed class BodyTrajectory : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public int Version { get; private set; } = 1;
    public DateOnly StartsOn { get; set; }
}

/// <summary>An exit criterion that the body says is met, where its plan does not prove it: dated, with the reason.</summary>
public sealed class CriterionTick : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }

    /// <summary>Of the method, such as <c>frame-2</c>.</summary>
    public string Code { get; init; } = "";
    public int Version { get; private set; } = 1;
    public string Justification { get; set; } = "";
    public DateOnly On { get; set; }
    public Guid? By { get; set; }
}
