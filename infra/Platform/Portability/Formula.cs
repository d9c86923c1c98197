namespace OpenDataAnimation.Platform.Portability;

/// <summary>
/// A spreadsheet computes a cell that begins with =, +, -, @, a tab, a line break or a null character, and what it computes may call a
/// program or send the sheet away (OWASP, CSV injection; ASVS 5.0, 1.2.10). Behind an apostrophe it shows the text instead.
/// </summary>
public static class Formula
{
    /// <summary>For writing. Apostrophes that stand there already get one more, so that <see cref="Unguard"/> gives back exactly this text.</summary>
    public static string Guard(string text) => Begins(text) ? "'" + text : text;

    /// <summary>For reading what <see cref="Guard"/> wrote.</summary>
    public static string Unguard(string text) => text.StartsWith('\'') && Begins(text) ? text[1..] : text;

    private static bool Begins(ReadOnlySpan<char> text) => text.TrimStart('\'') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0', ..];
}
