using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Hosting;

/// <summary>
/// Prepares the service before it answers: checks and migrates a SQLite database (SQL Server is migrated by an explicit
/// command), joins the bus of the process, and asks Territory for its facts when it has none.
/// </summary>
internal sealed class StartUp(
    IServiceScopeFactory scopes, ServiceSettings settings, IServiceProvider root, TimeProvider clock) : IHostedLifecycleService, IDisposable
{
    public const string Filled = "filled";
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FileStream? _hold;
    private volatile bool _migrated, _filled, _joined;

    /// <summary>A reason, or null when the service may be sent requests.</summary>
    public string? NotReadyBecause => !_migrated ? "the database is being prepared" : !_filled ? "Territory's facts have not come yet" : null;

    /// <summary>Joining comes before any host of the process sends: an endpoint that is not known gets no outbox row.</summary>
    public void JoinBus()
    {
        if (!_joined && root.GetService<InProcessBus>() is { } bus && settings.RabbitMq is null)
        {
            _joined = true;
            bus.Join(root.GetRequiredService<ConsumerRunner>(), root.GetServices<Ear>(), root, _opened.Task);
        }
    }

    public void MarkFilled() => _filled = true;

    public void Dispose() => _hold?.Dispose();

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        JoinBus();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        if (settings.IsSqlite)
        {
            _hold ??= await SqliteFile.HoldAsync(settings, cancellationToken);
            await SqliteFile.MigrateAsync(db, settings, clock, cancellationToken);
        }

        _migrated = true;
        _opened.TrySetResult();
        await AskToBeFilledAsync(db, cancellationToken);
    }

    private async Task AskToBeFilledAsync(ServiceDb db, CancellationToken ct)
    {
        if (settings.Service == "territory" || await db.Set<ServiceMark>().AnyAsync(m => m.Key == Filled, ct))
        {
            _filled = true;
            return;
        }

        db.Send(new ResendRequested(settings.Service, null, db.Now));
        await db.SaveChangesAsync(ct);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Territory has said all it knows: the service is filled.</summary>
internal sealed class KeepFilled(ServiceDb db, ServiceSettings settings, StartUp startUp) : IConsume<ResendCompleted>, IAfterCommit<ResendCompleted>
{
    public async Task ConsumeAsync(ResendCompleted message, CancellationToken ct)
    {
        if (message.Service != settings.Service)
        {
            return;
        }

        if (await db.Set<ServiceMark>().FirstOrDefaultAsync(m => m.Key == StartUp.Filled, ct) is { } mark)
        {
            mark.At = message.At;
        }
        else
        {
            db.Add(new ServiceMark { Key = StartUp.Filled, At = message.At });
        }

        await db.SaveChangesAsync(ct);
    }

    public void Committed(ResendCompleted message)
    {
        if (message.Service == settings.Service)
        {
            startUp.MarkFilled();
        }
    }
}

/// <summary>
/// Once an hour, drops what no message can ask for any more from the inbox; once a day, read traces older than a year and what was deleted
/// more than thirty days ago.
/// </summary>
internal sealed class Housekeeping(
    IServiceScopeFactory scopes, IServiceProvider root, ServiceSettings settings, TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
{
    private DateOnly _swept;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Old rows could not be removed; it will be tried again in an hour");
            }
        }
    }

    internal async Task CleanAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        var bodies = await db.Bodies.Select(b => b.BodyId).ToListAsync(ct);
        var done = await DoneAsync(db, ct);
        await using (var write = await db.BeginWriteAsync(ct))
        {
            foreach (var endpoint in done.GroupBy(i => i.Endpoint))
            {
                foreach (var ids in endpoint.Select(i => i.MessageId).Chunk(500))
                {
                    await db.Inbox.Where(i => i.Endpoint == endpoint.Key && ids.Contains(i.MessageId)).ExecuteDeleteAsync(ct);
                }
            }

            await write.CommitAsync(ct);
        }

        var today = DateOnly.FromDateTime(db.Now);
        if (_swept == today)
        {
            return;
        }

        foreach (var body in bodies)
        {
            await SweepAsync(body, ct);
        }

        _swept = today;
    }

    /// <summary>In a scope of each body: neither wall has a door for a job that is for all.</summary>
    private async Task SweepAsync(Guid body, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(body, nameof(Housekeeping)));
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        await db.ForgetReadsAsync(DateOnly.FromDateTime(db.Now.AddYears(-1)), ct);
        var removed = await db.PurgeDeletedAsync(db.Now - IRestorable.For, ct);
        if (removed > 0)
        {
            log.LogInformation("Removed for good in {Body}: {Rows} rows that were deleted more than 30 days ago", body, removed);
        }
    }

    /// <summary>
    /// In one process every message that may still come is a row of some host's outbox, so that what was done can be forgotten
    /// once it is in none: no window of time. A broker may hold a message that nobody sees: there a month must do.
    /// </summary>
    private async Task<List<InboxMessage>> DoneAsync(ServiceDb db, CancellationToken ct)
    {
        var embedded = settings.RabbitMq is null;
        // What came in the last hour may have been sent after the outboxes were looked through.
        var before = embedded ? db.Now.AddHours(-1) : db.Now.AddDays(-30);
        var old = await db.Inbox.AsNoTracking().Where(i => i.At < before).OrderBy(i => i.At).Take(50_000).ToListAsync(ct);
        var waiting = embedded && old.Count > 0
            ? await root.GetRequiredService<InProcessBus>().WaitingAsync(ct)
            : [.. await db.Outbox.Select(m => m.MessageId).ToListAsync(ct)];
        return [.. old.Where(i => !waiting.Contains(i.MessageId))];
    }
}
