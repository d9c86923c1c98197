using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Portal.Drafts;

/// <summary>What someone had typed when the session ended, until it is sent again. Readable only with the key in that browser's cookie.</summary>
[PlatformTable("nobody is signed in when it is kept, so no body can own it; sealed, and gone after 24 hours")]
public sealed class Draft
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the cookie's key: whoever reads the database cannot make the cookie.</summary>
    public string KeyHash { get; init; } = "";

    public DateTime ExpiresAt { get; init; }

    /// <summary>The form, sealed by data protection.</summary>
    public byte[] Content { get; init; } = [];
}
