using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Campaigns.Models;

/// <summary>A named set of actions and objectives that a parent proposes as a whole; what was sent stays as it was when the model changes.</summary>
public sealed class PlanModel : ITenantOwned, IVersioned, IRestorable
{
    /// <summary>How long a deleted model can be brought back.</summary>
    public static readonly TimeSpan Restorable = TimeSpan.FromDays(30);

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public int Version { get; private set; } = 1;
    public DateTime? DeletedAt { get; private set; }
    public string Name { get; private set; } = "";
    public string Description { get; private set; } = "";

    /// <summary>Codes of the objectives to aim at.</summary>
    public string Objectives { get; private set; } = "";

    /// <summary>Its actions as JSON.</summary>
    public string Parts { get; private set; } = "[]";
    public DateTime UpdatedAt { get; private set; }
    public Guid? UpdatedBy { get; private set; }

    public PlanModel Fill(string name, string? description, IEnumerable<string> objectives, IEnumerable<ProposedAction> parts, TenantScope scope, DateTime now)
    {
        (Name, Description, Objectives, Parts) = (name.Trim(), description?.Trim() ?? "", Codes.Join(objectives.Distinct().Order(StringComparer.Ordinal)), ProposedParts.Write(parts));
        (UpdatedAt, UpdatedBy) = (now, scope.PersonId);
        return this;
    }

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;
}
