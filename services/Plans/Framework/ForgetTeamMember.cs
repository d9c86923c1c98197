using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Framework;

/// <summary>Whoever is erased is named in no team any more; that someone did this, and for how much of their time, stays.</summary>
internal sealed class ForgetTeamMember(PlansDb db, CurrentScope scope) : IConsume<PersonErased>
{
    public async Task ConsumeAsync(PersonErased message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(PersonErased)));
        if (await db.Memberships.AnyAsync(m => m.BodyId == message.TenantId && m.PersonId == message.PersonId && !m.Ended, ct))
        {
            throw new InvalidOperationException("The person still acts in the body: Territory's word of the end has not come yet.");
        }

        foreach (var line in await db.WithDeleted<FrameworkItem>().AsTracking().Where(i => i.PersonId == message.PersonId).ToListAsync(ct))
        {
            (line.Title, line.PersonId) = ("Une personne partie", null);
        }

        await db.SaveChangesAsync(ct);
    }
}
