using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Plans;
using OpenDataAnimation.Plans.Oversight.Snapshots;
using OpenDataAnimation.Plans.Plan;
using OpenDataAnimation.Plans.Plan.Snapshots;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Standalone.Demo;

/// <summary>
/// Snapshots from before the demonstration was loaded: a chart of one day would show nothing. They are written straight into the
/// database, as no person can take one of a day that is past.
/// </summary>
internal static class DemoHistory
{
    private static readonly (string Name, int Ago, double Part)[] Moments = [("Au lancement", 260, 0), ("Avant l’été", 150, 0.4), ("Comité de rentrée", 60, 0.75)];

    public static async Task WriteAsync(AllInOne all, Guid parent, IEnumerable<Guid> communes, DateOnly today, CancellationToken ct)
    {
        foreach (var body in communes.Append(parent))
        {
            await using var scope = Open(all, body);
            await PlanAsync(scope.ServiceProvider.GetRequiredService<PlansDb>(), today, ct);
        }

        await using var own = Open(all, parent);
        await TerritoryAsync(own.ServiceProvider.GetRequiredService<PlansDb>(), today, ct);
    }

    private static async Task PlanAsync(PlansDb db, DateOnly today, CancellationToken ct)
    {
        var objectives = await db.Objectives.AsNoTracking().Where(o => o.Declared || o.Reached).OrderBy(o => o.Code).Select(o => new { o.Code, o.Reached }).ToListAsync(ct);
        var actions = await db.Actions.Select(a => a.State).ToListAsync(ct);
        if (objectives.Count == 0 || actions.Count == 0)
        {
            return;
        }

        foreach (var (name, ago, part) in Moments)
        {
            var reached = First(objectives.Where(o => o.Reached).Select(o => o.Code), part);
            var declared = First(objectives.Select(o => o.Code), Math.Min(1, part + 0.3));
            var levels = AxisLevels.Of(reached.ToHashSet());
            db.PlanSnapshots.Add(new PlanSnapshot
            {
                TenantId = db.Scope.TenantId,
                Id = Guid.CreateVersion7(),
                Name = name,
                On = today.AddDays(-ago),
                TakenAt = db.Now.AddDays(-ago),
                Level1 = levels[0],
                Level2 = levels[1],
                Level3 = levels[2],
                ReachedCodes = Join(reached),
                DeclaredCodes = Join(declared),
                ActionsTotal = (int)(actions.Count * Math.Min(1, part + 0.3)),
                ActionsDone = (int)(actions.Count(a => a == Plans.Actions.ActionState.Done) * part),
            });
        }

        await db.SaveChangesAsync(ct);
    }

    private static async Task TerritoryAsync(PlansDb db, DateOnly today, CancellationToken ct)
    {
        var shared = await db.Progress.AsNoTracking().ToListAsync(ct);
        foreach (var (name, ago, part) in Moments)
        {
            var snapshot = db.TerritorySnapshots.Add(new TerritorySnapshot
            {
                TenantId = db.Scope.TenantId,
                Id = Guid.CreateVersion7(),
                Name = name,
                On = today.AddDays(-ago),
                TakenAt = db.Now.AddDays(-ago),
            }).Entity;
            foreach (var row in shared)
            {
                var reached = First(Split(row.ReachedCodes), part);
                var declared = First(Split(row.DeclaredCodes), Math.Min(1, part + 0.3)).Union(reached).Order(StringComparer.Ordinal).ToList();
                var levels = AxisLevels.Of(reached.ToHashSet());
                db.SnapshotRows.Add(new SnapshotRow
                {
                    TenantId = db.Scope.TenantId,
                    SnapshotId = snapshot.Id,
                    OwnerId = row.OwnerId,
                    Epoch = row.Epoch,
                    ReachedCodes = Join(reached),
                    DeclaredCodes = Join(declared),
                    Declared = declared.Count,
                    Reached = reached.Count,
                    ActionsTotal = (int)(row.ActionsTotal * Math.Min(1, part + 0.3)),
                    ActionsDone = (int)(row.ActionsDone * part),
                    Level1 = levels[0],
                    Level2 = levels[1],
                    Level3 = levels[2],
                });
            }
        }

        await db.SaveChangesAsync(ct);
    }

    private static List<string> First(IEnumerable<string> codes, double part) => codes.ToList() is var all ? all[..(int)(all.Count * part)] : [];

    private static string[] Split(string codes) => codes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Join(IEnumerable<string> codes) => string.Join(' ', codes) is { Length: > 0 } joined ? $" {joined} " : "";

    private static AsyncServiceScope Open(AllInOne all, Guid body)
    {
        var scope = all.Services(PlansService.Name).CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentScope>().Open(TenantScope.ForJob(body, nameof(DemoHistory)));
        return scope;
    }
}
