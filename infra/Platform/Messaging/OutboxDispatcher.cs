using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>
/// Sends what the outbox holds, oldest first, and deletes a row only once its endpoint has the message. A row that fails waits
/// longer each time and is parked in the end: nothing is dropped.
/// </summary>
internal sealed class OutboxDispatcher(
    IServiceScopeFactory scopes, Outlets outlets, ITransport transport, ServiceSettings settings, TimeProvider clock,
    ILogger<OutboxDispatcher> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1), Idle = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await DispatchAsync(stoppingToken) < Batch)
                {
                    await outlets.WaitAsync(Idle, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The outbox could not be read; it will be tried again");
                await Task.Delay(Idle, clock, stoppingToken);
            }
        }
    }

    /// <returns>How many rows were taken.</returns>
    private async Task<int> DispatchAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        var rows = await ClaimAsync(db, ct);
        if (rows.Count == 0)
        {
            return 0;
        }

        // Of those that say the same of the same thing, the last one speaks for all.
        var last = rows.Where(r => r.CoalesceKey is not null).GroupBy(r => (r.Endpoint, r.CoalesceKey)).ToDictionary(g => g.Key, g => g.Max(r => r.Sequence));
        var done = new ConcurrentBag<long>();
        var failed = new ConcurrentBag<(long Sequence, Exception Error)>();
        await Task.WhenAll(rows.GroupBy(r => r.Endpoint).Select(async endpoint =>
        {
            foreach (var row in endpoint.OrderBy(r => r.Sequence))
            {
                if (row.CoalesceKey is not null && last[(row.Endpoint, row.CoalesceKey)] > row.Sequence)
                {
                    continue;
                }

                try
                {
                    using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
                    // Without a limit of its own, publishing waits for ever while the broker is down.
                    limit.CancelAfter(settings.DeliveryTimeout);
                    await transport.DeliverAsync(row.Endpoint, new Envelope(row.MessageId, row.TenantId, row.TraceParent, Wire.Read(row.Type, row.Body)), limit.Token);
                    done.Add(row.Sequence);
                    foreach (var older in rows.Where(r => r.CoalesceKey is not null && r.Endpoint == row.Endpoint && r.CoalesceKey == row.CoalesceKey && r.Sequence < row.Sequence))
                    {
                        done.Add(older.Sequence);
                    }
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    failed.Add((row.Sequence, e));
                }
            }
        }));
        await SettleAsync(db, [.. done], [.. failed], ct);
        return rows.Count;
    }

    private async Task<List<OutboxMessage>> ClaimAsync(ServiceDb db, CancellationToken ct)
    {
        var now = db.Now;
        var due = db.Outbox.AsNoTracking().Where(m => m.ParkedAt == null && m.NotBefore <= now && (m.LeasedUntil == null || m.LeasedUntil < now)).OrderBy(m => m.Sequence).Take(Batch);
        if (settings.IsSqlite)
        {
            // One process per data folder, so no one else could take them.
            return await due.ToListAsync(ct);
        }

        var lease = Guid.CreateVersion7();
        var until = now + LeaseTime;
        var sequences = await due.Select(m => m.Sequence).ToListAsync(ct);
        await db.Outbox.Where(m => sequences.Contains(m.Sequence) && (m.LeasedUntil == null || m.LeasedUntil < now))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Lease, lease).SetProperty(m => m.LeasedUntil, until), ct);
        return await db.Outbox.AsNoTracking().Where(m => m.Lease == lease).OrderBy(m => m.Sequence).ToListAsync(ct);
    }

    private async Task SettleAsync(ServiceDb db, long[] done, (long Sequence, Exception Error)[] failed, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        if (done.Length > 0)
        {
            await db.Outbox.Where(m => done.Contains(m.Sequence)).ExecuteDeleteAsync(ct);
        }

        foreach (var (sequence, error) in failed)
        {
            var row = await db.Outbox.AsTracking().FirstOrDefaultAsync(m => m.Sequence == sequence, ct);
            if (row is null)
            {
                continue;
            }

            row.Attempts++;
            row.LeasedUntil = null;
            row.LastError = Cut($"{error.GetType().Name}: {error.Message}");
            row.NotBefore = db.Now + TimeSpan.FromSeconds(Math.Min(300, 0.25 * Math.Pow(2, row.Attempts)));
            row.ParkedAt = row.Attempts >= settings.MaxAttempts ? db.Now : null;
            log.LogWarning(error, "{Type} for {Endpoint} failed {Attempts} times{Parked}", row.Type, row.Endpoint, row.Attempts, row.ParkedAt is null ? "" : " and is parked");
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }

    private static string Cut(string text) => text.Length <= 500 ? text : text[..500];
}
