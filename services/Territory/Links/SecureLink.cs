using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.Links;

/// <summary>Where a secure link stands. All but <see cref="Revoked"/> follow from dates and counts, and are never stored.</summary>
public enum SecureLinkState { Open, Used, Expired, Revoked }

/// <summary>A person without an account is asked about one action of the body, and about nothing else.</summary>
public sealed class SecureLink : ITenantOwned
{
    public const int LongestNote = 500;

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid ActionId { get; init; }

    /// <summary>As it was when it was asked about: what the link may show of the plan.</summary>
    public string ActionTitle { get; init; } = "";
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string? Note { get; init; }
    public Guid AskedBy { get; private set; }
    public string AskedByName { get; private set; } = "";

    /// <summary>The parent that the asker comes from, where the body delegated to it.</summary>
    public Guid? OnBehalfOf { get; init; }

    /// <summary>Who asks: whom to turn to about it.</summary>
    public SecureLink By(Guid person, string name)
    {
        (AskedBy, AskedByName) = (person, name);
        return this;
    }
}

/// <summary>The door to a secure link: the hash of its token, and how often it may still be used.</summary>
[Exported(nameof(BodyId))]
[PlatformTable("found by the hash of a token before any scope: whoever answers has no account")]
public sealed class SecureLinkKey
{
    /// <summary>SHA-256 of the token, hexadecimal: whoever reads the database cannot answer.</summary>
    public string TokenHash { get; init; } = "";
    public Guid LinkId { get; init; }
    public Guid BodyId { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public int MostUses { get; init; }
    public int Uses { get; private set; }
    public DateTime? UsedAt { get; private set; }
    public DateTime? RevokedAt { get; private set; }

    /// <summary>The last answer: sent again, as an impatient second click does, it is the same one.</summary>
    public Guid? LastAnswer { get; private set; }

    public SecureLinkState StateAt(DateTime now) =>
        RevokedAt is not null ? SecureLinkState.Revoked
        : Uses >= MostUses ? SecureLinkState.Used
        : ExpiresAt <= now ? SecureLinkState.Expired
        : SecureLinkState.Open;

    public void Use(Guid answer, DateTime now) => (Uses, LastAnswer, UsedAt) = (Uses + 1, answer, now);

    public void Revoke(DateTime now) => RevokedAt ??= now;
}
