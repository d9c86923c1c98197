using System.Diagnostics.CodeAnalysis;

namespace OpenDataAnimation.Plans;

/// <summary>
/// Several short codes or ids kept in one column, between spaces (" 1.1 2.3 "): a row is read in one statement, and
/// "has this one" is a comparison of text.
/// </summary>
internal static class Codes
{
    /// <summary>Of a column of the method's codes.</summary>
    public const int Longest = 120;

    public static string Join(IEnumerable<string> codes) => string.Join(' ', codes) is { Length: > 0 } joined ? $" {joined} " : "";

    public static string Join(IEnumerable<Guid> ids) => Join(ids.Select(Write));

    public static string[] Split(string joined) => joined.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static Guid[] SplitIds(string joined) => Array.ConvertAll(Split(joined), Guid.Parse);

    public static int Count(string joined) => joined.Length == 0 ? 0 : joined.AsSpan().Count(' ') - 1;

    public static bool Has(string joined, string code) => joined.Contains(Sought(code), StringComparison.Ordinal);

    public static bool Has(string joined, [NotNullWhen(true)] Guid? id) => id is { } one && Has(joined, Write(one));

    /// <summary>What to look for in such a column.</summary>
    public static string Sought(string code) => $" {code} ";

    public static string Sought(Guid id) => Sought(Write(id));

    private static string Write(Guid id) => id.ToString("N");
}
