using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Notifications;

/// <summary>Mails are no body's rows and are not exported; those that a body had sent are erased with it.</summary>
internal sealed class NotificationsData(NotificationsDb db, CurrentScope scope) : BodyData
{
    public override async Task ErasingAsync(CancellationToken ct)
    {
        var body = scope.Value.TenantId;
        db.Mails.RemoveRange(await db.Mails.Where(m => m.FromBodyId == body).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
    }
}
