using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.People;

/// <summary>Name and address of someone who signed in, as the token said last.</summary>
[PlatformTable("a person belongs to no body: memberships say where they act")]
public sealed class Person
{
    public const int LongestName = 200, LongestEmail = 254;

    private Person()
    {
    }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>In lower case; empty for machines.</summary>
    public string Email { get; private set; } = "";
    public bool IsMachine { get; private set; }
    public DateTime SeenAt { get; private set; }

    public static Person Of(Caller caller, DateTime now)
    {
        var person = new Person { Id = caller.Id, IsMachine = caller.IsMachine };
        person.SeenAs(caller, now);
        return person;
    }

    /// <summary>Someone whom another instance knew.</summary>
    public static Person Known(Guid id, string name, string email, bool isMachine, DateTime seenAt) =>
        new() { Id = id, Name = name, Email = email, IsMachine = isMachine, SeenAt = seenAt };

    public void SeenAs(Caller caller, DateTime now) => (Name, Email, SeenAt) = (NameOf(caller), EmailOf(caller), now);

    public static string NameOf(Caller caller)
    {
        var name = string.IsNullOrWhiteSpace(caller.Name) ? caller.Email ?? caller.Subject : caller.Name.Trim();
        return name.Length > LongestName ? name[..LongestName] : name;
    }

    public static string EmailOf(Caller caller) => caller.Email is { Length: <= LongestEmail } email ? Plain(email) : "";

    /// <summary>As addresses are kept and compared.</summary>
    public static string Plain(string email) => email.Trim().ToLowerInvariant();
}
