using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Plans.Oversight.Snapshots.Features;
using OpenDataAnimation.Plans.Oversight.Snapshots;
using OpenDataAnimation.Plans.Plan.Snapshots.Features;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Plan.Snapshots;

/// <summary>Once a quarter, of each body that has something to keep: its plan, and its grid where it is a parent. One body at a time.</summary>
public sealed class TakeQuarterlySnapshots(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TakeQuarterlySnapshots> log) : BodyJob(scopes, clock, log)
{
    protected override async Task<int> RunAsync(PlansDb db, Guid body, CancellationToken ct)
    {
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
