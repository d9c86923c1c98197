using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Identity.Tokens;

/// <summary>
/// Several secrets of one client, in the one place that OpenIddict has for a hash: <c>oda1 {sha256}@{ticks} …</c>. Each has 256 random
/// bits, so that a plain hash is enough: there is nothing to guess.
/// </summary>
internal static class ClientSecrets
{
    private const string Mark = "oda1 ";

    public static bool Are(string? text) => text?.StartsWith(Mark, StringComparison.Ordinal) == true;

    /// <param name="end">When the client itself ends.</param>
    public static string Write(IEnumerable<ClientSecret> secrets, DateTime? end) =>
        Mark + string.Join(' ', secrets.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Hash}@{Earlier(s.Until, end).Ticks}")));

    public static bool Have(string kept, string secret, DateTime now)
    {
        var hash = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))));
        return kept[Mark.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('@'))
            .Any(s => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(s[0]), hash) && now.Ticks < long.Parse(s[1], CultureInfo.InvariantCulture));
    }

    private static DateTime Earlier(DateTime? one, DateTime? other) =>
        (one ?? DateTime.MaxValue) < (other ?? DateTime.MaxValue) ? one!.Value : other ?? DateTime.MaxValue;
}
