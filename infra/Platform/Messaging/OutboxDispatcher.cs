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
/// longer each time and is parked in the end; an endpoint that is away keeps its rows as they are. Nothing is dropped.
/// </summary>
internal sealed class OutboxDispatcher(
    IServiceScopeFactory scopes, Outlets outlets, ITransport transport, ServiceSettings settings, TimeProvider clock,
    ILogger<OutboxDispatcher> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1), Idle = TimeSpan.FromSeconds(1), Away = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, long> _away = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await transport.ReadyAsync(stoppingToken);
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
                log.LogError(e, "The outbox could not be read or written; it will be tried again");
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

        // What is read may be committed and not yet on the disk: nothing is told before it cannot be lost.
        await db.Environment.Log.WaitAsync();
        // Of those that say the same of the same thing, the last one speaks for all.
        var told = rows.Where(r => r.CoalesceKey is not null).GroupBy(r => (r.Endpoint, r.CoalesceKey)).ToDictionary(g => g.MaxBy(r => r.Sequence)!.Sequence, g => g.Select(r => r.Sequence).ToArray());
        var speaking = rows.Where(r => r.CoalesceKey is null || told.ContainsKey(r.Sequence)).ToList();
        var done = new ConcurrentBag<long>();
        var failed = new ConcurrentDictionary<long, Exception>();
        await Task.WhenAll(speaking.GroupBy(r => r.Endpoint).Select(endpoint => Parallel.ForEachAsync(
            endpoint.OrderBy(r => r.Sequence), new ParallelOptions { MaxDegreeOfParallelism = transport.AtOnce(endpoint.Key), CancellationToken = ct }, async (row, _) =>
            {
                try
                {
                    if (!_away.ContainsKey(row.Endpoint))
                    {
                        await DeliverAsync(row, ct);
                        foreach (var sequence in told.GetValueOrDefault(row.Sequence) ?? [row.Sequence])
                        {
                            done.Add(sequence);
                        }
                    }
                }
                catch (EndpointAwayException e)
                {
                    _away[row.Endpoint] = clock.GetTimestamp();
                    log.LogWarning("{Endpoint} takes nothing at the moment; what it is sent waits: {Reason}", row.Endpoint, e.InnerException?.Message);
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    failed[row.Sequence] = e;
                }
            })));
        // Consumers commit without waiting for the disk; their batch waits for it once, and only then leaves the outbox.
        await Task.WhenAll(speaking.Select(r => r.Endpoint).Distinct().Select(transport.KeptAsync));
        await SettleAsync(db, rows, [.. done], failed, ct);
        return rows.Count;
    }

    private async Task DeliverAsync(OutboxMessage row, CancellationToken ct)
    {
        var envelope = new Envelope(row.MessageId, row.TenantId, row.TraceParent, Wire.Read(row.Type, row.Body));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // Without a limit of its own, publishing waits for ever while the broker is down.
        limit.CancelAfter(settings.DeliveryTimeout);
        await transport.DeliverAsync(row.Endpoint, envelope, limit.Token);
    }

    private async Task<List<OutboxMessage>> ClaimAsync(ServiceDb db, CancellationToken ct)
    {
        foreach (var (endpoint, since) in _away)
        {
            if (clock.GetElapsedTime(since) > Away)
            {
                _away.TryRemove(endpoint, out _);
            }
        }

        var now = db.Now;
        var (away, longest, lease) = (_away.Keys.ToArray(), now + OutboxMessage.LongestWait, now + LeaseTime);
        // A wait or a lease longer than any that is given was given by a clock that has been put back since.
        var due = db.Outbox.AsNoTracking()
            .Where(m => m.ParkedAt == null && (m.NotBefore <= now || (m.Attempts > 0 && m.NotBefore > longest)) && (m.LeasedUntil == null || m.LeasedUntil < now || m.LeasedUntil > lease))
            .Where(m => !away.Contains(m.Endpoint)).OrderBy(m => m.Sequence).Take(Batch);
        if (settings.IsSqlite)
        {
            // One process per database file, so no one else could take them.
            return await due.ToListAsync(ct);
        }

        var mine = Guid.CreateVersion7();
        var sequences = await due.Select(m => m.Sequence).ToListAsync(ct);
        await db.Outbox.Where(m => sequences.Contains(m.Sequence) && (m.LeasedUntil == null || m.LeasedUntil < now || m.LeasedUntil > lease))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Lease, mine).SetProperty(m => m.LeasedUntil, lease), ct);
        return await db.Outbox.AsNoTracking().Where(m => m.Lease == mine).OrderBy(m => m.Sequence).ToListAsync(ct);
    }

    private async Task SettleAsync(ServiceDb db, List<OutboxMessage> rows, long[] done, ConcurrentDictionary<long, Exception> failed, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct, afterRequests: true);
        if (done.Length > 0)
        {
            await db.Outbox.Where(m => done.Contains(m.Sequence)).ExecuteDeleteAsync(ct);
        }

        var untried = settings.IsSqlite ? [] : rows.Select(r => r.Sequence).Except(done).Except(failed.Keys).ToArray();
        if (untried.Length > 0)
        {
            await db.Outbox.Where(m => untried.Contains(m.Sequence)).ExecuteUpdateAsync(s => s.SetProperty(m => m.LeasedUntil, (DateTime?)null), ct);
        }

        foreach (var (sequence, error) in failed)
        {
            if (await db.Outbox.AsTracking().FirstOrDefaultAsync(m => m.Sequence == sequence, ct) is not { } row)
            {
                continue;
            }

            row.Fail(error, settings.MaxAttempts, db.Now);
            log.LogWarning(error, "{Type} for {Endpoint} failed {Attempts} times{Parked}", row.Type, row.Endpoint, row.Attempts, row.ParkedAt is null ? "" : " and is parked");
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }
}
