using Microsoft.EntityFrameworkCore;

namespace OpenDataAnimation.Plans.Method.Own;

/// <summary>The codes that a body may write: those of the method, and its own.</summary>
internal sealed class OwnCodes(IEnumerable<string> own)
{
    private readonly HashSet<string> _own = [.. own];

    /// <summary>Only the method's: what crosses from one body to another, where the codes of either mean nothing.</summary>
    public static OwnCodes None { get; } = new([]);

    public bool IsObjective(string code) => PlanCodes.IsObjective(code) || (code.StartsWith("OP", StringComparison.Ordinal) && _own.Contains(code));

    public bool IsMean(string code) => PlanCodes.IsMean(code) || (code.StartsWith("MP", StringComparison.Ordinal) && _own.Contains(code));
}

internal static class ReadOwnCodes
{
    public static async Task<OwnCodes> OwnCodesAsync(this PlansDb db, CancellationToken ct) =>
        new(await db.OwnEntries.Select(e => e.Code).ToListAsync(ct));

    /// <summary>The same, read only where the method does not know all of them already.</summary>
    public static async Task<OwnCodes> OwnCodesAsync(this PlansDb db, IEnumerable<string> objectives, string? mean, CancellationToken ct) =>
        objectives.All(PlanCodes.IsObjective) && (mean is null || PlanCodes.IsMean(mean)) ? OwnCodes.None : await db.OwnCodesAsync(ct);
}
