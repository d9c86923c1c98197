using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Territory.People;

namespace OpenDataAnimation.Territory.Portability;

/// <summary>A person's name and address as the token said last, and the requests for an opening that they wrote.</summary>
internal sealed class TerritoryPeople(TerritoryDb db) : PersonalData
{
    public override async IAsyncEnumerable<(string Table, object Row)> OfAsync(Caller person, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var row in await db.People.AsNoTracking().Where(p => p.Id == person.Id).ToListAsync(ct))
        {
            yield return ("People", new { row.Id, row.Name, row.Email, row.SeenAt });
        }

        var email = Person.EmailOf(person);
        foreach (var row in email.Length == 0 ? [] : await db.OpeningRequests.AsNoTracking().Where(r => r.Email == email).ToListAsync(ct))
        {
            yield return ("OpeningRequests", new { row.BodyName, row.Name, row.Email, row.Function, row.Message, row.At, row.State });
        }
    }
}
