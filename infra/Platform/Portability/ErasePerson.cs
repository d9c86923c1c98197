using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Portability;

/// <summary>
/// In one body, erases what this service's audit holds of a person's names and values. Their name elsewhere goes with Territory's word of their
/// membership; what they wrote is the body's, and stays without a name.
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

        await db.ForgetPersonAsync(message.PersonId, ct);
        await db.SaveChangesAsync(ct);
    }
}

public static class PersonErasure
{
    /// <summary>Values beside entries by or about the person; an entry says that they are gone. In the caller's scope and transaction.</summary>
    public static async Task ForgetPersonAsync(this ServiceDb db, Guid personId, CancellationToken ct)
    {
        await db.EraseValuesAsync(db.Audit.Where(e => e.PersonId == personId || e.SubjectId == personId), ct);
        db.Record("person-erased", "person", personId);
    }
}
