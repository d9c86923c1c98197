using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Plan;

public enum PlanState { Draft, Active, Closed }

/// <summary>The plan of a body: one, made when it is first written to.</summary>
public sealed class BodyPlan : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }
    public int Version { get; private set; } = 1;
    public PlanState State { get; set; }
    public DateOnly? StartsOn { get; set; }
    public DateOnly? EndsOn { get; set; }

    /// <summary>The élu référent: a member of the body, or a name where that person has no account.</summary>
    public Guid? ElectedId { get; set; }
    public string? ElectedName { get; set; }
    public Guid? LeadId { get; set; }
    public string? LeadName { get; set; }

    /// <summary>When the council validated it.</summary>
    public DateOnly? CouncilOn { get; set; }
    public string? Deliberation { get; set; }
    public DateTime UpdatedAt { get; set; }
}
