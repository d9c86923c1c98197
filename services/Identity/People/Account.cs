using Microsoft.AspNetCore.Identity;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Identity.People;

/// <summary>
/// A person who signs in here. Its id is the subject of every token; its user name is that id too, so that changing
/// the e-mail address changes nobody's identity.
/// </summary>
[PlatformTable("a person signs in before, and apart from, any body")]
internal sealed class Account : IdentityUser<Guid>
{
    public const int LongestName = 100, LongestEmail = 254;

    /// <summary>As the person wants to be called: "Claire Le Goff".</summary>
    public string Name { get; set; } = "";

    /// <summary>The thirty seconds whose code was used last: it, and older ones, open nothing again.</summary>
    public long LastCodeStep { get; set; }

    public string Subject => Id.ToString();

    public static Account Of(string email, string name)
    {
        var id = Guid.CreateVersion7();
        return new() { Id = id, UserName = id.ToString("N"), Email = email.Trim(), Name = name.Trim() };
    }
}
