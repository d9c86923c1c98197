using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Notifications.Sending;
using OpenDataAnimation.Platform.Messaging;

namespace OpenDataAnimation.Notifications;

/// <summary>Keeps a mail that was asked for; asked for again under the same id, it is the same mail.</summary>
internal sealed class KeepMail(NotificationsDb db, MailBell bell) : IConsume<MailRequested>, IAfterCommit<MailRequested>
{
    public async Task ConsumeAsync(MailRequested message, CancellationToken ct)
    {
        // For the platform: the person may not belong to any body yet.
        if (await db.Mails.AnyAsync(m => m.MailId == message.MailId, ct))
        {
            return;
        }

        db.Mails.Add(Mail.Of(message, db.Now));
        await db.SaveChangesAsync(ct);
    }

    public void Committed(MailRequested message) => bell.Ring();
}
