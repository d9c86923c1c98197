using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.People;

/// <summary>Where an invitation stands. <see cref="Expired"/> is computed from the date, never stored.</summary>
public enum InvitationState { Pending, Accepted, Declined, Expired, Revoked }

/// <summary>A named person is asked to act in the body. Its state is kept with its key.</summary>
public sealed class Invitation : ITenantOwned
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";

    /// <summary>Role names joined by spaces.</summary>
    public string Roles { get; init; } = "";

    /// <summary>From when the membership is to count; null for at once.</summary>
    public DateTime? From { get; init; }

    /// <summary>Until when the membership is to last; null for no end.</summary>
    public DateTime? Until { get; init; }

    /// <summary>What a role from outside is given for.</summary>
    public string? About { get; init; }
    public Guid InviterId { get; private set; }
    public string InviterName { get; private set; } = "";

    /// <summary>Another member answers for it from now on.</summary>
    public Invitation By(Guid person, string name)
    {
        (InviterId, InviterName) = (person, name);
        return this;
    }

    public IEnumerable<Role> RoleList() => Membership.Split(Roles);
}

/// <summary>The door to an invitation: the hash of its token, and where it stands.</summary>
[Exported(nameof(BodyId))]
[PlatformTable("found by the hash of a token before any scope; also shown to the parent that invited")]
public sealed class InvitationKey
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>SHA-256 of the token, hexadecimal: whoever reads the database cannot accept an invitation.</summary>
    public string TokenHash { get; init; } = "";
    public Guid InvitationId { get; init; }

    /// <summary>The body one is invited to.</summary>
    public Guid BodyId { get; init; }

    /// <summary>The body that invites: the same one, a parent, or the platform.</summary>
    public Guid InvitedBy { get; init; }
    public InvitationState State { get; private set; }
    public DateTime CreatedAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public DateTime? AnsweredAt { get; private set; }

    public InvitationState StateAt(DateTime now) => StateOf(State, ExpiresAt, now);

    public static InvitationState StateOf(InvitationState state, DateTime expiresAt, DateTime now) =>
        state == InvitationState.Pending && expiresAt <= now ? InvitationState.Expired : state;

    public void Become(InvitationState state, DateTime now) => (State, AnsweredAt) = (state, now);

    /// <summary>256 random bits, as they stand in the link.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The token has 256 bits of its own: a plain hash is enough, there is nothing to guess.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
