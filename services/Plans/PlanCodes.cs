using System.Collections.Frozen;
using OpenDataAnimation.Plans.Method;

namespace OpenDataAnimation.Plans;

/// <summary>Which codes of the method exist, as asked on every write.</summary>
internal static class PlanCodes
{
    /// <summary>The nine objectives in the method's order.</summary>
    public static IReadOnlyList<string> Objectives { get; } = [.. MethodVersion.Current.Objectives.Select(o => o.Code)];

    private static readonly FrozenSet<string> Known = Objectives.ToFrozenSet();

    private static readonly FrozenSet<string> Means =
        MethodVersion.Current.Means.Select(m => m.Code).Concat(MethodVersion.Current.Means.SelectMany(m => m.Steps).Select(s => s.Code)).ToFrozenSet();

    private static readonly FrozenSet<string> Audiences = MethodVersion.Current.Audiences.Select(a => a.Code).ToFrozenSet();

    public static bool IsObjective(string code) => Known.Contains(code);

    /// <summary>One of the twenty, or a step of one.</summary>
    public static bool IsMean(string code) => Means.Contains(code);

    public static bool IsAudience(string code) => Audiences.Contains(code);

    /// <summary>Those that the method suggests; all, where it knows nothing of a body's own objectives.</summary>
    public static string[] DefaultAudiences(string[] objectives, string? mean) =>
        MethodVersion.Current.DefaultAudiences(objectives, mean).ToArray() is { Length: > 0 } suggested ? suggested
        : objectives.Length > 0 && !Array.TrueForAll(objectives, IsObjective) ? [.. MethodVersion.Current.Audiences.Select(a => a.Code)]
        : [];
}
