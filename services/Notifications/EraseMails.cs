using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;

namespace OpenDataAnimation.Notifications;

/// <summary>Mails to someone who had their data erased are forgotten, sent or not.</summary>
internal sealed class EraseMails(NotificationsDb db) : IConsume<AccountErased>
{
    public async Task ConsumeAsync(AccountErased message, CancellationToken ct)
    {
        if (message.Email is { } email)
        {
            // In SQL, where there is no culture; an address is asked for as it was typed once.
#pragma warning disable CA1304, CA1311, CA1862
            db.Mails.RemoveRange(await db.Mails.Where(m => m.To.ToLower() == email).ToListAsync(ct));
#pragma warning restore CA1304, CA1311, CA1862
            await db.SaveChangesAsync(ct);
        }
    }
}
