namespace OpenDataAnimation.PeerExchange.Topics;

/// <summary>Text as it is kept: plain, one kind of line end, no sign that cannot be seen.</summary>
internal static class Typed
{
    public static string Line(string text) => Clean(text.ReplaceLineEndings(" "));

    public static string Lines(string text) => Clean(text.ReplaceLineEndings("\n"));

    private static string Clean(string text) => string.Concat(text.Where(c => c == '\n' || !char.IsControl(c))).Trim();
}
