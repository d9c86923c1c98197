using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Notifications.Sending;

/// <summary>Sends the mails that are due, one after the other.</summary>
internal sealed class SendMails(
    IServiceScopeFactory scopes, Composer composer, IMailDoor door, MailBell bell, TimeProvider clock, ILogger<SendMails> log) : BackgroundService
{
    private const int Batch = 50;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var due = await DueAsync(stoppingToken);
                foreach (var mailId in due)
                {
                    await SendAsync(mailId, stoppingToken);
                }

                if (due.Count < Batch)
                {
                    await bell.WaitAsync(Idle, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The mails that are due could not be read; it will be tried again");
                await Task.Delay(Idle, clock, stoppingToken);
            }
        }
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var now = db.Now;
        return await db.Mails.Where(m => m.State == MailState.Waiting && m.NotBefore <= now).OrderBy(m => m.NotBefore).Select(m => m.MailId).Take(Batch).ToListAsync(ct);
    }

    private async Task SendAsync(Guid mailId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        if (await ClaimAsync(db, mailId, ct) is not { } mail)
        {
            return;
        }

        try
        {
            var sender = mail.FromBodyId is { } bodyId ? await db.Bodies.Where(b => b.BodyId == bodyId).Select(b => b.Name).FirstOrDefaultAsync(ct) : null;
            await door.HandOverAsync(mail, composer.Compose(mail, sender, db.Now), ct);
            mail.MarkSent(db.Now);
        }
        catch (UnfitMailException e)
        {
            mail.Park(e.Message);
            log.LogWarning("Mail {MailId} ({Template}) is parked: {Reason}", mail.MailId, mail.Template, mail.LastError);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            mail.Postpone($"{e.GetType().Name}: {e.Message}", db.Now);
            log.LogWarning("Mail {MailId} ({Template}) failed {Attempts} times: {Reason}", mail.MailId, mail.Template, mail.Attempts, mail.LastError);
        }

        // Handed over is handed over: a stop that comes now must not make it forgotten, or it would be sent twice.
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private static async Task<Mail?> ClaimAsync(NotificationsDb db, Guid mailId, CancellationToken ct)
    {
        var now = db.Now;
        var mail = await db.Mails.FirstOrDefaultAsync(m => m.MailId == mailId && m.State == MailState.Waiting && m.NotBefore <= now, ct);
        if (mail is null)
        {
            return null;
        }

        mail.Claim(now);
        try
        {
            await db.SaveChangesAsync(ct);
            return mail;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another copy of the service took it.
            return null;
        }
    }
}
