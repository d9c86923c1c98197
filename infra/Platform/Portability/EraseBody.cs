using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Portability;

/// <summary>Erases what this service has of a body. Territory does so itself, and then tells the others.</summary>
internal sealed class EraseBody(ServiceDb db, CurrentScope scope, BodyParts parts) : IConsume<BodyErased>
{
    public async Task ConsumeAsync(BodyErased message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(BodyErased)));
        // Territory says first that the body has left and that nobody acts there any more. Before that is heard, or for a message that
        // Territory never sent, nothing is erased: it is tried again, and parked in the end.
        if (await db.Bodies.AnyAsync(b => b.BodyId == message.TenantId && b.State == BodyState.Active, ct) || await db.Memberships.AnyAsync(m => m.BodyId == message.TenantId && !m.Ended, ct))
        {
            throw new InvalidOperationException("Someone still acts in the body: its data are not erased.");
        }

        await parts.EraseForGoodAsync(ct);
        await db.SaveChangesAsync(ct);
    }
}
