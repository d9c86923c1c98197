using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans;

/// <summary>A person as this body calls them.</summary>
public sealed record Person(Guid Id, string Name);

/// <summary>Another body, by what is public of it.</summary>
public sealed record OtherBody(Guid BodyId, string Name, string Slug);

/// <summary>Who belongs to the scope's body, from the local copy of its memberships.</summary>
internal static class People
{
    /// <summary>Instead of a name that was erased.</summary>
    public const string Gone = "Une personne partie";

    private const int Most = 1000;

    /// <summary>Compiled once: most readings ask it.</summary>
    private static readonly Func<PlansDb, Guid, List<Guid>, IAsyncEnumerable<Person>> Named = EF.CompileAsyncQuery((PlansDb db, Guid body, List<Guid> people) =>
        db.Memberships.AsNoTracking().Where(m => m.BodyId == body && people.Contains(m.PersonId)).Select(m => new Person(m.PersonId, m.Name)));

    /// <summary>Whether each of these is a member of the body today.</summary>
    public static async Task<bool> AreMembersAsync(this PlansDb db, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        if (people.Count == 0)
        {
            return true;
        }

        var now = db.Now;
        var members = await db.Memberships.AsNoTracking().Where(m => m.BodyId == db.Scope.TenantId && people.Contains(m.PersonId) && !m.Ended).ToListAsync(ct);
        return people.All(p => members.Any(m => m.PersonId == p && m.IsActive(now)));
    }

    /// <summary>Everyone who ever belonged to the body, by id, and those who do today, by name: one statement for both.</summary>
    public static async Task<(IReadOnlyDictionary<Guid, Person> Names, IReadOnlyList<Person> Members)> MembersAsync(this PlansDb db, CancellationToken ct)
    {
        var now = db.Now;
        var all = await db.Memberships.AsNoTracking().Where(m => m.BodyId == db.Scope.TenantId).OrderBy(m => m.Name).Take(Most).ToListAsync(ct);
        return (
            all.DistinctBy(m => m.PersonId).ToDictionary(m => m.PersonId, m => new Person(m.PersonId, m.Name)),
            [.. all.Where(m => m.IsActive(now) && !m.IsMachine).DistinctBy(m => m.PersonId).Select(m => new Person(m.PersonId, m.Name))]);
    }

    /// <summary>Names of people of the body, former ones too: those who came lately are at hand, one statement for the others if there are any.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Person>> NamesAsync(this PlansDb db, AccessBook book, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var names = new Dictionary<Guid, Person>(people.Count);
        List<Guid>? others = null;
        foreach (var id in people)
        {
            if (book.NameAtHand(db.Scope.TenantId, id) is { } name)
            {
                names.TryAdd(id, new Person(id, name));
            }
            else
            {
                (others ??= []).Add(id);
            }
        }

        if (others is not null)
        {
            await foreach (var person in Named(db, db.Scope.TenantId, others).WithCancellation(ct))
            {
                names.TryAdd(person.Id, person);
            }
        }

        return names;
    }
}
