using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Oversight.Snapshots;

/// <summary>A child takes its progress back: it leaves the parent's kept snapshots too, with everything from before.</summary>
internal sealed class ForgetSnapshots(PlansDb db, CurrentScope scope) : IConsume<SharePolicyChanged>
{
    public async Task ConsumeAsync(SharePolicyChanged message, CancellationToken ct)
    {
        if (message.Subject != ShareSubject.Plan || message.Level != ShareLevel.Nothing)
        {
            return;
        }

        scope.Open(TenantScope.ForMessage(message.ParentId, nameof(SharePolicyChanged)));
        // By epoch, so that a withdrawal heard after a newer consent takes away what came before it, and no more.
        var rows = await db.SnapshotRows.Where(r => r.OwnerId == message.TenantId && r.Epoch < message.Epoch).ToListAsync(ct);
        if (rows.Count > 0)
        {
            db.RemoveRange(rows);
            db.Record("snapshots-forgotten", "snapshot", message.TenantId, new { rows = rows.Count });
            await db.SaveChangesAsync(ct);
        }
    }
}
