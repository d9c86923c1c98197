using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Territory.People;

/// <summary>What a person or machine is in a body, from when until when. An ended one is kept: it is history.</summary>
public sealed class Membership : ITenantOwned, IVersioned
{
    public const int LongestAbout = 200;

    private Membership()
    {
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public int Version { get; private set; } = 1;
    public Guid PersonId { get; private set; }

    /// <summary>How the person or machine is called in this body's pages.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Role names joined by spaces.</summary>
    public string Roles { get; private set; } = "";
    public DateTime From { get; private set; }
    public DateTime? Until { get; private set; }
    public bool Ended { get; private set; }

    /// <summary>The parent body the person comes from, where the body delegated to it.</summary>
    public Guid? OnBehalfOf { get; private set; }
    public bool IsMachine { get; private set; }

    /// <summary>The one thing that a role from outside is given for: which contest, which request, which contract.</summary>
    public string? About { get; private set; }

    public static Membership Of(
        Guid tenantId, Guid personId, string name, IEnumerable<Role> roles, DateTime from,
        DateTime? until = null, Guid? onBehalfOf = null, bool isMachine = false, string? about = null) => new()
        {
            TenantId = tenantId,
            Id = Guid.CreateVersion7(),
            PersonId = personId,
            Name = name,
            Roles = Join(roles),
            From = from,
            Until = until,
            OnBehalfOf = onBehalfOf,
            IsMachine = isMachine,
            About = about,
        };

    public IEnumerable<Role> RoleList() => Split(Roles);

    public bool IsActive(DateTime now) => !Ended && From <= now && (Until is null || now < Until);

    public void Change(IEnumerable<Role> roles, DateTime from, DateTime? until, string? about) => (Roles, From, Until, About) = (Join(roles), from, until, about);

    /// <summary>A further invitation for the same time adds roles.</summary>
    public void Add(IEnumerable<Role> roles) => Roles = Join(RoleList().Union(roles));

    public void Rename(string name) => Name = name;

    public void End(DateTime now) => (Ended, Until) = (true, now);

    public static string Join(IEnumerable<Role> roles) => string.Join(' ', roles.Distinct().Order());

    public static IEnumerable<Role> Split(string roles) =>
        roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => Enum.Parse<Role>(r));
}

internal static class Administrators
{
    /// <summary>Whether the body keeps a person of its own as administrator, without an end date, if this membership is gone.</summary>
    public static async Task<bool> RemainWithoutAsync(TerritoryDb db, Guid membershipId, CancellationToken ct)
    {
        var now = db.Now;
        var others = await db.OwnMemberships.AsNoTracking()
            .Where(m => m.Id != membershipId && !m.Ended && m.From <= now && m.Until == null && m.OnBehalfOf == null && !m.IsMachine)
            .Select(m => m.Roles).ToListAsync(ct);
        return others.SelectMany(Membership.Split).Contains(Role.Administrator);
    }

    /// <summary>Whether this membership is one of those that keep a body governed.</summary>
    public static bool Counts(Membership membership, DateTime now) =>
        membership.IsActive(now) && membership.OnBehalfOf is null && !membership.IsMachine && membership.RoleList().Contains(Role.Administrator);
}
