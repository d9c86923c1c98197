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
    IServiceScopeFactory scopes, ServiceSettings settings, IServiceProvider root, TimeProvider clock, ILogger<StartUp> log) : IHostedLifecycleService
{
    public const string Filled = "filled";
    private volatile bool _migrated, _filled;

    /// <summary>A reason, or null when the service may be sent requests.</summary>
    public string? NotReadyBecause => !_migrated ? "the database is being prepared" : !_filled ? "Territory's facts have not come yet" : null;

    /// <summary>Joining comes before any host of the process sends: an endpoint that is not known gets no outbox row.</summary>
    public void JoinBus()
    {
        if (root.GetService<InProcessBus>() is { } bus && settings.RabbitMq is null)
        {
            bus.Join(root.GetRequiredService<ConsumerRunner>(), root.GetServices<Ear>(), root);
        }
    }

    public void MarkFilled() => _filled = true;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        JoinBus();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        if (settings.IsSqlite)
        {
            await MigrateAsync(db, cancellationToken);
        }

        _migrated = true;
        await AskToBeFilledAsync(db, cancellationToken);
    }

    /// <summary>Migrates only when something is pending, after a copy of the file, and past a lock that a killed start left.</summary>
    private async Task MigrateAsync(ServiceDb db, CancellationToken ct)
    {
        Directory.CreateDirectory(settings.DataFolder);
        SqliteFile.Check(settings);
        // The lock on the data folder makes this the only process: a lock row can only be a dead one's.
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        var file = SqliteFile.PathOf(settings);
        if ((await db.Database.GetAppliedMigrationsAsync(ct)).Any())
        {
            var backup = $"{file}.{clock.GetUtcNow():yyyyMMddHHmmss}.before-{pending[^1]}";
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {backup}", ct);
        }

        await db.Database.MigrateAsync(ct);
        log.LogInformation("{Service}: {Count} migrations applied", settings.Service, pending.Count);
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

/// <summary>Once an hour, drops inbox rows older than a month and read traces older than a year.</summary>
internal sealed class Housekeeping(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
                await using var write = await db.BeginWriteAsync(stoppingToken);
                var (month, year) = (db.Now.AddDays(-30), DateOnly.FromDateTime(db.Now.AddYears(-1)));
                await db.Inbox.Where(i => i.At < month).ExecuteDeleteAsync(stoppingToken);
                // For every body alike, by age alone: the one deletion that needs no scope.
                await db.ReadTraces.IgnoreQueryFilters([ServiceDb.TenantFilter]).Where(t => t.Day < year).ExecuteDeleteAsync(stoppingToken);
                await write.CommitAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Old rows could not be removed; it will be tried again in an hour");
            }
        }
    }
}
