using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Campaigns;

/// <summary>A child has joined: what was proposed to it before is delivered now.</summary>
internal sealed class DeliverWaiting(PlansDb db, CurrentScope scope) : IConsume<AttachmentChanged>
{
    public async Task ConsumeAsync(AttachmentChanged message, CancellationToken ct)
    {
        if (message.State != AttachmentState.Accepted)
        {
            return;
        }

        scope.Open(TenantScope.ForMessage(message.ParentId, nameof(AttachmentChanged)));
        // The copy's own consumer may come after this one: the child must find the attachment when the letter arrives.
        await db.ApplyAsync(message, ct);
        if (!db.Attachments.Local.Any(a => a.AttachmentId == message.AttachmentId && a.State == AttachmentState.Accepted))
        {
            return;
        }

        var waiting = await db.Recipients.Where(r => r.ChildId == message.ChildId && r.Status == ProposalStatus.WaitingForAccession).ToListAsync(ct);
        var ids = waiting.Select(r => r.CampaignId).ToList();
        var today = db.Today;
        var campaigns = ids.Count == 0 ? [] : await db.Campaigns
            .Where(c => ids.Contains(c.Id) && c.WithdrawnAt == null && (c.ExpiresOn == null || c.ExpiresOn >= today)).ToDictionaryAsync(c => c.Id, ct);
        foreach (var recipient in waiting)
        {
            if (campaigns.TryGetValue(recipient.CampaignId, out var campaign))
            {
                campaign.Count(recipient.Status, ProposalStatus.Sent);
                (recipient.Status, recipient.SentAt) = (ProposalStatus.Sent, db.Now);
                db.Send(campaign.Letter(recipient, db.Now));
                db.Record("proposal-sent", "campaign", campaign.Id, new { recipient.ChildId });
            }
        }

        await db.SaveChangesAsync(ct);
    }
}
