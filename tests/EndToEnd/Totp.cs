using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace OpenDataAnimation.EndToEnd;

/// <summary>What an authenticator application does with the key (RFC 6238), written apart from the server's own.</summary>
internal static class Totp
{
    public static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30;

    public static string CodeAt(string key, long step)
    {
        var bits = string.Concat(key.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var bytes = bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        var moment = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, step);
#pragma warning disable CA5350 // What every application uses.
        var hash = HMACSHA1.HashData(bytes, moment);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
