using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Proposals;

/// <summary>Keeps what a parent proposes as a row of the child, newest version only.</summary>
internal sealed class KeepProposal(PlansDb db, CurrentScope scope) : IConsume<ProposalDelivered>
{
    public async Task ConsumeAsync(ProposalDelivered message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(ProposalDelivered)));
        var proposal = await db.Proposals.FirstOrDefaultAsync(p => p.Id == message.ProposalId, ct);
        if (proposal is not null && (proposal.ParentId, proposal.CampaignId) != (message.ParentId, message.CampaignId))
        {
            return;
        }

        // Only a parent that this body accepted may write to it. Taking back its own letter is allowed afterwards too.
        var attached = await db.Attachments.AnyAsync(a => a.ParentId == message.ParentId && a.ChildId == message.TenantId && a.State == AttachmentState.Accepted, ct);
        if (!attached && !(message.Withdrawn && proposal is not null))
        {
            return;
        }

        var isNew = proposal is null;
        proposal ??= db.Proposals.Add(Proposal.Of(message, db.Now)).Entity;
        if (proposal.Receive(message, db.Now))
        {
            db.Record(isNew ? "proposal-received" : message.Withdrawn ? "proposal-withdrawn" : "proposal-changed", "proposal", proposal.Id, new { message.ParentId, message.Version });
            await db.SaveChangesAsync(ct);
        }
    }
}
