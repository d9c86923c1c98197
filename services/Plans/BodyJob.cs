using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans;

/// <summary>What is done by itself for each active body, one at a time, each in its own scope: one that fails stops no other, and is tried again the next time.</summary>
public abstract class BodyJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : BackgroundService
{
    // Not while people wait for the start, and yet where the program runs for a part of the day only.
    private static readonly TimeSpan First = TimeSpan.FromMinutes(10), Between = TimeSpan.FromHours(6);

    /// <returns>How much was done, over all bodies.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        List<Guid> bodies;
        await using (var scope = scopes.CreateAsyncScope())
        {
            bodies = await scope.ServiceProvider.GetRequiredService<PlansDb>().Bodies.Where(b => b.State == BodyState.Active).Select(b => b.BodyId).ToListAsync(ct);
        }

        var done = 0;
        foreach (var body in bodies)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(body, GetType().Name));
                done += await RunAsync(scope.ServiceProvider.GetRequiredService<PlansDb>(), body, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogError(e, "{Job} failed for a body; it will be tried again", GetType().Name);
            }
        }

        return done;
    }

    /// <summary>In the body's scope.</summary>
    protected abstract Task<int> RunAsync(PlansDb db, Guid body, CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, clock, stoppingToken);
        using var timer = new PeriodicTimer(Between, clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "{Job} could not begin; it will be tried again", GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
