using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Strategy;

/// <summary>Whose strategy the plan derives from.</summary>
public enum StrategyOrigin { Own, Parent }

public enum StrategyState { Draft, Validated, ChangedSince }

/// <summary>What the body wants and with which means: one per body, its own or that of a parent which it takes up.</summary>
public sealed class BodyStrategy : ITenantOwned, IVersioned
{
    // One per body: the key is the body, so that two first writes at once cannot make two.
    public Guid TenantId { get; init; }
    public int Version { get; private set; } = 1;
    public string Title { get; set; } = "";
    public StrategyOrigin Origin { get; set; }

    /// <summary>The parent whose strategy it takes up.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>Why the body does this, in its own words; for a parent's strategy, what it keeps of it.</summary>
    public string? Intentions { get; set; }
    public string? Ambitions { get; set; }

    /// <summary>Time, people, money, tools that are there.</summary>
    public string? Means { get; set; }
    public int? FromYear { get; set; }
    public int? ToYear { get; set; }
    public DateOnly? CouncilOn { get; set; }
    public string? Deliberation { get; set; }
    public string? DeliberationUrl { get; set; }
    public DateTime UpdatedAt { get; private set; }
    public Guid? UpdatedBy { get; private set; }
    public DateTime? ValidatedAt { get; private set; }
    public Guid? ValidatedBy { get; private set; }

    public StrategyState State =>
        ValidatedAt is not { } at ? StrategyState.Draft : UpdatedAt > at ? StrategyState.ChangedSince : StrategyState.Validated;

    /// <summary>There must be something to say yes to.</summary>
    public bool MayBeValidated => Origin == StrategyOrigin.Parent || (Intentions is not null && Ambitions is not null);

    public void Touch(Guid? by, DateTime now) => (UpdatedBy, UpdatedAt) = (by, now);

    public void Validate(Guid? by, DateTime now) => (ValidatedBy, ValidatedAt) = (by, now);

    public void Unvalidate() => (ValidatedBy, ValidatedAt) = (null, null);
}
