namespace OpenDataAnimation.Plans;

/// <summary>What people typed, as it is kept.</summary>
internal static class Texts
{
    /// <summary>Without spaces around it; null when nothing is left.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>One entry a line, without empty ones and without the dash that people put before them.</summary>
    public static IReadOnlyList<string> Lines(this string? text) =>
        text is null ? [] : [.. text.Split('\n').Select(l => l.Trim().TrimStart('-', '–', '•', '*').Trim()).Where(l => l.Length > 0)];
}
