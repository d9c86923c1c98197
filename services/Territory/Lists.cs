using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Territory;

/// <summary>One page of a list, and the cursor of the next.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

internal static class Pages
{
    /// <summary>Cuts what was read with one row more than asked for.</summary>
    public static Page<T> Cut<T>(List<T> rows, int size, Func<T, Cursor> cursor)
    {
        var more = rows.Count > size;
        return new(more ? rows[..size] : rows, more ? cursor(rows[size - 1]).ToString() : null);
    }
}

/// <summary>Where a page ends: the sort column and the id that breaks ties. Opaque to callers.</summary>
public sealed record Cursor(string Key, Guid Id)
{
    private static readonly Cursor Start = new("", Guid.Empty);

    /// <summary>The first page for none; null for one that is not ours.</summary>
    public static Cursor? Read(string? after)
    {
        if (string.IsNullOrEmpty(after))
        {
            return Start;
        }

        var bytes = new byte[Base64Url.GetMaxDecodedLength(after.Length)];
        return Base64Url.IsValid(after) && Base64Url.TryDecodeFromChars(after, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split('\n') is [var key, var id] && Guid.TryParse(id, out var guid)
            ? new Cursor(key, guid)
            : null;
    }

    public static Cursor Of(DateTime at, Guid id) => new(at.ToString("O", CultureInfo.InvariantCulture), id);

    /// <summary>The instant of a list that begins with the latest; the end of time at its start. False for a cursor of another list.</summary>
    public bool TryInstant(out DateTime before)
    {
        before = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        return Key.Length == 0 || DateTime.TryParseExact(Key, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out before);
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Key}\n{Id:N}"));
}

internal static class Asked
{
    public static int Size(int? size, int usual = 50, int most = 200) => Math.Clamp(size ?? usual, 1, most);

    public static ValidationProblem UnknownCursor() => Problems.Field("after", "Cette suite de liste n’existe pas\u00A0: reprenez au début.");
}
