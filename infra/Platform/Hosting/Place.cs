using System.Buffers.Text;

namespace OpenDataAnimation.Platform.Hosting;

/// <summary>A place in a list sorted by (instant, id): where the next page begins. Opaque to callers.</summary>
public static class Place
{
    private const int Length = 24;

    public static string Of(DateTime at, Guid id)
    {
        Span<byte> place = stackalloc byte[Length];
        BitConverter.TryWriteBytes(place, at.Ticks);
        id.TryWriteBytes(place[8..]);
        return Base64Url.EncodeToString(place);
    }

    /// <returns>False when the text is not one that <see cref="Of"/> wrote.</returns>
    public static bool TryRead(string place, out DateTime at, out Guid id)
    {
        Span<byte> bytes = stackalloc byte[Length];
        (at, id) = (default, default);
        // 24 bytes are 32 characters; anything longer would not fit the span.
        if (place.Length != 32 || !Base64Url.TryDecodeFromChars(place, bytes, out var written) || written != Length)
        {
            return false;
        }

        var ticks = BitConverter.ToInt64(bytes);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        (at, id) = (new DateTime(ticks, DateTimeKind.Utc), new Guid(bytes[8..]));
        return true;
    }
}
