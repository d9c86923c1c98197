using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Oversight.Snapshots.Features;
using OpenDataAnimation.Plans.Oversight.Snapshots;
using OpenDataAnimation.Plans.Plan.Snapshots.Features;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Plan.Snapshots;

/// <summary>Once a quarter, of each body that has something to keep: its plan, and its grid where it is a parent. One body at a time.</summary>
public sealed class TakeQuarterlySnapshots(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TakeQuarterlySnapshots> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first time after a while: starting is for those who wait.
        using var timer = new PeriodicTimer(Between, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TakeAsync(stoppingToken);
        }
    }

    /// <returns>How many snapshots were taken.</returns>
    public async Task<int> TakeAsync(CancellationToken ct)
    {
        List<Guid> bodies;
        await using (var scope = scopes.CreateAsyncScope())
        {
            bodies = await scope.ServiceProvider.GetRequiredService<PlansDb>().Bodies.Where(b => b.State == BodyState.Active).Select(b => b.BodyId).ToListAsync(ct);
        }

        var taken = 0;
        foreach (var body in bodies)
        {
            try
            {
                taken += await TakeAsync(body, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogError(e, "The quarter's snapshot of a body could not be taken; it will be tried again in six hours");
            }
        }

        return taken;
    }

    private async Task<int> TakeAsync(Guid body, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(body, nameof(TakeQuarterlySnapshots)));
        var db = scope.ServiceProvider.GetRequiredService<PlansDb>();
        var (quarter, name, taken) = (Quarters.Of(db.Today), Quarters.Name(db.Today), 0);
        // One that was deleted is not taken again.
        if (!await db.WithDeleted<PlanSnapshot>().AnyAsync(s => s.Quarter == quarter, ct) && await db.SnapshotAsync(name, quarter, ct) is { } plan
            && (plan.ActionsTotal > 0 || plan.DeclaredCodes.Length > 0))
        {
            db.PlanSnapshots.Add(plan);
            db.Record("snapshot-taken", "snapshot", plan.Id, new { quarter });
            taken++;
        }

        if (await db.Progress.AnyAsync(ct) && !await db.WithDeleted<TerritorySnapshot>().AnyAsync(s => s.Quarter == quarter, ct))
        {
            await db.KeepTerritoryAsync(name, quarter, ct);
            taken++;
        }

        if (taken > 0)
        {
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException e) when (UniqueKey.IsTakenIn(e))
            {
                // Another copy of the service took it.
                return 0;
            }
        }

        return taken;
    }
}
