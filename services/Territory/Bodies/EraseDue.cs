using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Portability;
using OpenDataAnimation.Platform.Tenancy;
using OpenDataAnimation.Territory.Attachments;
using OpenDataAnimation.Territory.Attachments.Features;

namespace OpenDataAnimation.Territory.Bodies;

/// <summary>Once an hour, erases the bodies whose thirty days are over, one at a time; the other services are told, and erase their own.</summary>
public sealed class EraseDue(IServiceScopeFactory scopes, TimeProvider clock, ILogger<EraseDue> log) : BackgroundService
{
    /// <returns>How many bodies were erased.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<TerritoryDb>();
            var now = db.Now;
            due = await db.Erasures.AsNoTracking().Where(e => e.DueAt <= now).OrderBy(e => e.DueAt).Select(e => e.BodyId).ToListAsync(ct);
        }

        foreach (var body in due)
        {
            // First, each in the child's own scope: a stop in between leaves a body that is attached to less, and the next run goes on.
            await EndAttachmentsAsync(body, ct);
            await EraseAsync(body, ct);
        }

        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "A body whose time has come could not be erased; it will be tried again in an hour");
            }
        }
    }

    private async Task EndAttachmentsAsync(Guid body, CancellationToken ct)
    {
        await using var scope = Open(body);
        var (db, side) = (scope.ServiceProvider.GetRequiredService<TerritoryDb>(), scope.ServiceProvider.GetRequiredService<ChildSide>());
        foreach (var seen in (await db.OwnAttachments.AsNoTracking().Where(a => a.ParentId == body || a.ChildId == body).ToListAsync(ct)).Where(a => a.IsOpen))
        {
            await side.ActAsync(seen.ChildId, async (childDb, tell) =>
            {
                await using var write = await childDb.BeginWriteAsync(ct);
                var attachment = await childDb.OwnAttachments.FirstAsync(a => a.Id == seen.Id, ct);
                if (attachment.IsOpen)
                {
                    await EndAttachment.EndAsync(childDb, tell, attachment, body, ct);
                    await childDb.SaveChangesAsync(ct);
                    await tell.CommitAsync(write, ct);
                }

                return true;
            });
        }
    }

    private async Task EraseAsync(Guid body, CancellationToken ct)
    {
        await using var scope = Open(body);
        var (db, tell) = (scope.ServiceProvider.GetRequiredService<TerritoryDb>(), scope.ServiceProvider.GetRequiredService<Tell>());
        await using var write = await db.BeginWriteAsync(ct);
        var now = db.Now;
        if (await db.Erasures.FirstOrDefaultAsync(e => e.BodyId == body && e.DueAt <= now, ct) is not { } erasure)
        {
            return;
        }

        await scope.ServiceProvider.GetRequiredService<BodyParts>().EraseForGoodAsync(ct);
        db.Erasures.Remove(erasure);
        db.Send(new BodyErased(body, now));
        await db.SaveChangesAsync(ct);
        await tell.CommitAsync(write, ct);
        log.LogInformation("The data of body {Body} were erased, as its administrator asked on {At}", body, erasure.AskedAt);
    }

    private AsyncServiceScope Open(Guid body)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(body, nameof(EraseDue)));
        return scope;
    }
}
