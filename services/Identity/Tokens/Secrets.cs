using System.Buffers.Text;
using System.Security.Cryptography;

namespace OpenDataAnimation.Identity.Tokens;

internal static class Secrets
{
    /// <summary>256 bits, in characters that need no escaping anywhere.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
