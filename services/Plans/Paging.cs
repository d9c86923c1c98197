using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OpenDataAnimation.Plans;

/// <summary>One page of a list, and where the next begins.</summary>
/// <param name="Next">To be sent back as <c>after</c>; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Where a page ended: the value it is sorted by, and the id that tells equals apart. Opaque to callers.</summary>
internal readonly record struct Cursor(string Key, Guid Id)
{
    private const int DefaultSize = 20, MostSize = 100;

    public DateTime At => new(long.Parse(Key, CultureInfo.InvariantCulture), DateTimeKind.Utc);

    public DateOnly On => DateOnly.FromDayNumber(int.Parse(Key, CultureInfo.InvariantCulture));

    public static string Of(DateTime at, Guid id) => Write(CursorKind.Instant, at.Ticks.ToString(CultureInfo.InvariantCulture), id);

    public static string Of(DateOnly on, Guid id) => Write(CursorKind.Day, on.DayNumber.ToString(CultureInfo.InvariantCulture), id);

    public static string Of(string text, Guid id) => Write(CursorKind.Text, text, id);

    public static int Size(int? asked, int most = MostSize) => Math.Clamp(asked ?? DefaultSize, 1, most);

    /// <param name="kind">What the key must be, so that a cursor of another sort order is refused and not misread.</param>
    /// <returns>False when the text is not one of ours; null and true when there is none.</returns>
    public static bool TryRead(string? text, CursorKind kind, out Cursor? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 3);
        if (parts.Length != 3 || parts[0] != kind.ToString() || !Guid.TryParseExact(parts[1], "N", out var id) || !Fits(kind, parts[2]))
        {
            return false;
        }

        cursor = new Cursor(parts[2], id);
        return true;
    }

    private static bool Fits(CursorKind kind, string key) => kind switch
    {
        CursorKind.Instant => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks,
        CursorKind.Day => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day <= DateOnly.MaxValue.DayNumber,
        _ => true,
    };

    private static string Write(CursorKind kind, string key, Guid id) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{kind}|{id:N}|{key}"));
}

internal enum CursorKind { Instant, Day, Text }
