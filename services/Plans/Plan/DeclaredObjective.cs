using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Plan;

/// <summary>One objective of the method as this body sees it: whether it aims at it, and whether it has got there.</summary>
public sealed class DeclaredObjective : ITenantOwned, IVersioned
{
    public Guid TenantId { get; init; }

    /// <summary>Axis and level, such as <c>2.1</c>.</summary>
    public string Code { get; init; } = "";
    public int Version { get; private set; } = 1;
    public bool Declared { get; set; }
    public int? TargetLevel { get; set; }
    public DateOnly? TargetOn { get; set; }
    public string? Reason { get; set; }
    public bool Reached { get; private set; }
    public DateOnly? EvaluatedOn { get; private set; }

    /// <summary>Evidence of one of the body's actions.</summary>
    public Guid? ProofEvidenceId { get; private set; }
    public string? ProofUrl { get; private set; }
    public string? Justification { get; private set; }
    public DateOnly? JustifiedOn { get; private set; }
    public DateTime UpdatedAt { get; set; }

    /// <summary>Reached needs a proof, or a justification with its date (product.md, Evaluation).</summary>
    public static bool MayBeReached(Guid? evidence, string? url, string? justification, DateOnly? justifiedOn) =>
        evidence is not null || !string.IsNullOrWhiteSpace(url) || (!string.IsNullOrWhiteSpace(justification) && justifiedOn is not null);

    /// <exception cref="InvalidOperationException">Reached without proof; ask <see cref="MayBeReached"/> first.</exception>
    public void Evaluate(bool reached, DateOnly on, Guid? evidence, string? url, string? justification, DateOnly? justifiedOn)
    {
        if (reached && !MayBeReached(evidence, url, justification, justifiedOn))
        {
            throw new InvalidOperationException("Reached needs a proof or a dated justification.");
        }

        (Reached, EvaluatedOn) = (reached, on);
        (ProofEvidenceId, ProofUrl, Justification, JustifiedOn) = (evidence, url, justification, justifiedOn);
    }
}

/// <summary>Where a body stands on each axis. Levels signal, they never gate.</summary>
public static class AxisLevels
{
    /// <summary>For axes 1, 2 and 3: the highest level of which every objective, and every one of the levels below, is reached; 0 for none.</summary>
    public static int[] Of(IReadOnlySet<string> reached) =>
        [.. Enumerable.Range(1, 3).Select(axis => Enumerable.Range(1, 3).TakeWhile(level => reached.Contains($"{axis}.{level}")).Count())];
}
