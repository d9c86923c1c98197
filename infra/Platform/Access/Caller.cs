using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace OpenDataAnimation.Platform.Access;

/// <summary>A person or a machine, named the same in every service and behind every OIDC server.</summary>
public static class PersonId
{
    private static readonly Guid Namespace = new("7f9c2f3e-6a1b-5d4c-9b57-0da0da0da0da");

    /// <summary>The id of a person: version 5 of (provider key, subject), so that no service needs to look it up (RFC 9562, 5.5).</summary>
    /// <param name="provider">The configured name of the OIDC server, such as <c>local</c>; not its address, which may change.</param>
    public static Guid Of(string provider, string subject) => Hash(provider + "\u001f" + subject);

    /// <summary>The id of a machine: apart from people, so that a client named like a subject is not that person.</summary>
    public static Guid OfMachine(string provider, string clientId) => Hash(provider + "\u001fclient\u001f" + clientId);

    private static Guid Hash(string name)
    {
        Span<byte> input = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(name.Length)];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        var length = 16 + Encoding.UTF8.GetBytes(name, input[16..]);
        Span<byte> hash = stackalloc byte[20];
        // SHA-1 is what RFC 9562 prescribes for version 5; it names, it does not protect.
#pragma warning disable CA5350
        SHA1.HashData(input[..length], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}

/// <summary>Who calls, as the validated token says. Never what they may do: that is in the memberships.</summary>
public sealed record Caller(Guid Id, bool IsMachine, string Provider, string Subject, string? Name, string? Email)
{
    /// <summary>The claim that the token validation adds: under which provider key the issuer is configured.</summary>
    public const string ProviderClaim = "oda:provider";

    /// <returns>Null for anonymous callers.</returns>
    public static Caller? From(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true || user.FindFirst(ProviderClaim)?.Value is not { } provider)
        {
            return null;
        }

        var subject = user.FindFirst("sub")?.Value;
        // RFC 9068 says client_id; servers older than it say azp.
        var client = (user.FindFirst("client_id") ?? user.FindFirst("azp"))?.Value;
        // A machine has a client_id and no subject, or the client_id again as subject.
        var machine = client is not null && (subject is null || subject == client);
        var name = machine ? client! : subject;
        return name is null ? null : new Caller(
            machine ? PersonId.OfMachine(provider, name) : PersonId.Of(provider, name),
            machine, provider, name, user.FindFirst("name")?.Value, user.FindFirst("email")?.Value);
    }
}
