using System.Security.Cryptography;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Clients;

/// <summary>
/// A program that calls the APIs for the body. The token server learns of it by message; what it may do here is its membership, so that
/// a revoked client ends at once, whatever tokens it still holds.
/// </summary>
public sealed class ApiClient : ITenantOwned
{
    private ApiClient()
    {
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>Of secrets and end: being used changes nothing that an administrator decides on.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>As the token server knows it: random, and says nothing of the body.</summary>
    public string ClientId { get; private set; } = "";
    public Guid MembershipId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Joined by spaces: <c>plans events.read</c>.</summary>
    public string Scopes { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public DateTime? Until { get; private set; }
    public DateTime? RevokedAt { get; private set; }
    public DateTime? UsedAt { get; private set; }

    /// <summary>SHA-256 of the secret, hexadecimal; the secret itself has 256 random bits and is shown once.</summary>
    public string SecretHash { get; private set; } = "";
    public DateTime SecretAt { get; private set; }

    /// <summary>The secret before, while both are taken.</summary>
    public string? FormerHash { get; private set; }
    public DateTime? FormerUntil { get; private set; }

    public static ApiClient Of(Guid tenantId, string clientId, Guid membershipId, string name, IEnumerable<string> scopes, DateTime? until, string secret, DateTime now) => new()
    {
        TenantId = tenantId,
        Id = Guid.CreateVersion7(),
        ClientId = clientId,
        MembershipId = membershipId,
        Name = name,
        Scopes = string.Join(' ', scopes),
        Until = until,
        SecretHash = InvitationKey.HashOf(secret),
        CreatedAt = now,
        SecretAt = now,
    };

    /// <summary>Not to be mistaken for a person's subject, which is a GUID.</summary>
    public static string NewClientId() => $"oda-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20)}";

    public bool IsOver(DateTime now) => RevokedAt is not null || Until <= now;

    /// <summary>A new secret; the one before is taken until then as well.</summary>
    public void Rotate(string secret, DateTime formerUntil, DateTime now)
    {
        (FormerHash, FormerUntil) = formerUntil > now ? (SecretHash, (DateTime?)formerUntil) : (null, null);
        (SecretHash, SecretAt, Version) = (InvitationKey.HashOf(secret), now, Version + 1);
    }

    public void Revoke(DateTime now) => (RevokedAt, FormerHash, FormerUntil, Version) = (RevokedAt ?? now, null, null, Version + 1);

    public void Used(DateTime at) => UsedAt = UsedAt > at ? UsedAt : at;

    /// <summary>What the token server is to know.</summary>
    public ApiClientChanged Fact(DateTime now) => new(
        TenantId, ClientId, Version, Name, Scopes.Split(' '), Until,
        RevokedAt is not null ? [] : FormerHash is null ? [new(SecretHash, null)] : [new(SecretHash, null), new(FormerHash, FormerUntil)], now);
}
