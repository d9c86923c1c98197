using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Framework;
using OpenDataAnimation.Plans.Inventory;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans;

/// <summary>What someone piloted is another member's: actions and datasets, deleted ones too, and the plan's named people.</summary>
internal sealed class TakeOver(PlansDb db, CurrentScope scope) : IConsume<MemberHandedOver>
{
    public async Task ConsumeAsync(MemberHandedOver message, CancellationToken ct)
    {
        scope.Open(new TenantScope(message.TenantId, AllowedWrites.All, nameof(MemberHandedOver), message.By));
        // Both were of this body, as Territory told long before: a message about others changes nothing.
        var known = await db.Memberships.Where(m => m.BodyId == message.TenantId && (m.PersonId == message.From || m.PersonId == message.To))
            .Select(m => new { m.PersonId, m.Name }).Distinct().ToListAsync(ct);
        if (known.DistinctBy(m => m.PersonId).Count() < 2)
        {
            return;
        }

        var sought = Codes.Sought(message.From);
        var actions = await db.WithDeleted<PlanAction>().Where(a => a.Pilots.Contains(sought)).ToListAsync(ct);
        foreach (var action in actions)
        {
            action.Pilot(message.From, message.To);
            db.Record("pilot-changed", "action", action.Id, new { from = message.From, to = message.To });
        }

        foreach (var dataset in await db.WithDeleted<CandidateDataset>().Where(d => d.OwnerId == message.From).ToListAsync(ct))
        {
            dataset.Owner(message.To);
            db.Record("owner-changed", "dataset", dataset.Id, new { from = message.From, to = message.To });
        }

        foreach (var item in await db.WithDeleted<FrameworkItem>().Where(i => i.PersonId == message.From).ToListAsync(ct))
        {
            (item.PersonId, item.Title) = (message.To, known.First(m => m.PersonId == message.To).Name);
        }

        if (await db.Plans.FirstOrDefaultAsync(ct) is { } plan)
        {
            plan.LeadId = plan.LeadId == message.From ? message.To : plan.LeadId;
            plan.ElectedId = plan.ElectedId == message.From ? message.To : plan.ElectedId;
        }

        await db.SaveChangesAsync(ct);
    }
}
