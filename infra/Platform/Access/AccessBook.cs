using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Access;

/// <summary>
/// What a caller is to a body, from the local copy of Territory's facts: read on each request, so kept in memory, and
/// dropped when a message changes it. Where several copies of a service share a database, an entry also lives one second at most.
/// </summary>
public sealed class AccessBook(TimeProvider clock, TimeSpan? timeToLive)
{
    private const int Most = 100_000;
    private readonly ConcurrentDictionary<Guid, Kept<MembershipCopy>> _people = new();
    private readonly ConcurrentDictionary<Guid, Kept<SharePolicyCopy>> _children = new();

    public void ForgetPerson(Guid personId) => _people.TryRemove(personId, out _);

    public void ForgetChild(Guid childId) => _children.TryRemove(childId, out _);

    public void ForgetAll()
    {
        _people.Clear();
        _children.Clear();
    }

    /// <summary>The rights of the caller's own memberships in the body; empty when there is none.</summary>
    public async Task<Standing> StandingAsync(ServiceDb db, Guid personId, Guid bodyId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var own = Held(await MembershipsAsync(db, personId, ct), now).Where(m => m.BodyId == bodyId).ToList();
        return own.Count == 0
            ? Standing.None
            : new Standing(own.SelectMany(m => m.RoleList()).SelectMany(Rights.Of).ToHashSet(), [.. own.SelectMany(m => m.RoleList()).Distinct()],
                own.All(m => m.OnBehalfOf is not null) ? own[0].OnBehalfOf : null);
    }

    /// <summary>The parent through which the caller may read a subject of the body at this level, or null.</summary>
    public async Task<Guid?> ReadingParentAsync(ServiceDb db, Guid personId, Guid bodyId, ShareSubject subject, ShareLevel level, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var parents = Held(await MembershipsAsync(db, personId, ct), now)
            .Where(m => m.RoleList().Any(r => Rights.Of(r).Contains(Right.Read))).Select(m => m.BodyId).ToHashSet();
        return parents.Count == 0
            ? null
            : (await PoliciesAsync(db, bodyId, ct)).Where(p => p.Subject == subject && p.Level >= level && parents.Contains(p.ParentId))
                .Select(p => (Guid?)p.ParentId).FirstOrDefault();
    }

    /// <summary>The name under which a body knows someone who came lately, without asking the database; null when that is not at hand.</summary>
    public string? NameAtHand(Guid bodyId, Guid personId) =>
        _people.TryGetValue(personId, out var entry) && Holds(entry, clock.GetTimestamp()) ? Array.Find(entry.Rows, m => m.BodyId == bodyId)?.Name : null;

    /// <summary>The caller's active memberships, in all bodies.</summary>
    public async Task<IReadOnlyList<MembershipCopy>> ActiveAsync(ServiceDb db, Guid personId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return [.. Held(await MembershipsAsync(db, personId, ct), now)];
    }

    /// <summary>
    /// What counts now. A body delegates to someone of a parent: a delegation counts while the person has a place of their own there, and
    /// ends with it on its date, without anyone having to do anything.
    /// </summary>
    private static IEnumerable<MembershipCopy> Held(MembershipCopy[] all, DateTime now) => all.Where(m =>
        m.IsActive(now) && (m.OnBehalfOf is not { } parent || Array.Exists(all, p => p.BodyId == parent && p.OnBehalfOf is null && p.IsActive(now))));

    private Task<MembershipCopy[]> MembershipsAsync(ServiceDb db, Guid personId, CancellationToken ct) =>
        KeptAsync(_people, personId, () => db.Memberships.AsNoTracking().Where(m => m.PersonId == personId && !m.Ended).ToArrayAsync(ct));

    private Task<SharePolicyCopy[]> PoliciesAsync(ServiceDb db, Guid childId, CancellationToken ct) =>
        KeptAsync(_children, childId, () => db.SharePolicies.AsNoTracking().Where(p => p.ChildId == childId && p.Level != ShareLevel.Nothing).ToArrayAsync(ct));

    private async Task<T[]> KeptAsync<T>(ConcurrentDictionary<Guid, Kept<T>> kept, Guid key, Func<Task<T[]>> read)
    {
        var now = clock.GetTimestamp();
        if (kept.TryGetValue(key, out var entry) && Holds(entry, now))
        {
            return entry.Rows;
        }

        if (kept.Count > Most)
        {
            kept.Clear();
        }

        // The place is taken before the read: a message that comes between the read and its keeping removes the place,
        // and what was read before it is then not kept.
        var place = new Kept<T>([], now, false);
        kept[key] = place;
        var rows = await read();
        kept.TryUpdate(key, new Kept<T>(rows, now, true), place);
        return rows;
    }

    private bool Holds<T>(Kept<T> entry, long now) => entry.IsRead && (timeToLive is null || clock.GetElapsedTime(entry.At, now) < timeToLive);

    private sealed record Kept<T>(T[] Rows, long At, bool IsRead)
    {
        public bool Equals(Kept<T>? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}

/// <summary>What a caller may do in a body by own membership.</summary>
/// <param name="OnBehalfOf">The parent body the caller comes from, when every membership is a delegation.</param>
public sealed record Standing(IReadOnlySet<Right> Rights, IReadOnlyList<Role> Roles, Guid? OnBehalfOf)
{
    public static Standing None { get; } = new(new HashSet<Right>(), [], null);

    public bool May(Right right) => Rights.Contains(right);
}
