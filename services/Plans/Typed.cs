namespace OpenDataAnimation.Plans;

/// <summary>What people typed, as it is kept.</summary>
internal static class Typed
{
    /// <summary>Without spaces around; null for nothing.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A key of a day that can be null: one that is sorted and compared with is never.</summary>
    public static DateOnly OrNever(DateOnly? day) => day ?? DateOnly.MaxValue;
}
