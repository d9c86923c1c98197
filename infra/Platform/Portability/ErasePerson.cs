using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Portability;

/// <summary>
/// In one body, erases what this service holds of a person's name. The copies of their memberships lose it with Territory's word of the end;
/// what they wrote is the body's, and stays without a name.
/// </summary>
internal sealed class ErasePerson(ServiceDb db, CurrentScope scope) : IConsume<PersonErased>
{
    public async Task ConsumeAsync(PersonErased message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(PersonErased)));
        var held = await db.Memberships.AsNoTracking().Where(m => m.BodyId == message.TenantId && m.PersonId == message.PersonId).ToListAsync(ct);
        if (held.Count == 0)
        {
            // Never here: not Territory's word.
            return;
        }

        if (held.Any(m => !m.Ended || m.Name.Length > 0))
        {
            throw new InvalidOperationException("The person still acts in the body: Territory's word of the end has not come yet.");
        }

        await db.ErasePersonAsync(message, ct);
        await db.SaveChangesAsync(ct);
    }
}

public static class PersonErasure
{
    /// <summary>
    /// The person's name in the service's own rows, and the values beside audit entries by or about them; an entry says that they are gone.
    /// In the caller's scope and transaction, whose save it waits for.
    /// </summary>
    public static async Task ErasePersonAsync(this ServiceDb db, PersonErased person, CancellationToken ct)
    {
        await db.ForgetNameAsync(person, ct);
        await db.EraseValuesAsync(db.Audit.Where(e => e.PersonId == person.PersonId || e.SubjectId == person.PersonId), ct);
        db.Record("person-erased", "person", person.PersonId);
    }
}
