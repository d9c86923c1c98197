using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Proposals;

/// <summary>Keeps what a parent proposes as a row of the child, newest version only.</summary>
internal sealed class KeepProposal(PlansDb db, CurrentScope scope) : IConsume<ProposalDelivered>
{
    public Task ConsumeAsync(ProposalDelivered message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(ProposalDelivered)));
        return KeepAsync(db, new(
            message.TenantId, message.ParentId, message.ProposalId, message.CampaignId, message.Version, message.Action, null, message.Message, message.ExpiresOn, message.Withdrawn,
            message.DoneById), ct);
    }

    internal static async Task KeepAsync(PlansDb db, ProposalLetter letter, CancellationToken ct)
    {
        var proposal = await db.Proposals.FirstOrDefaultAsync(p => p.Id == letter.ProposalId, ct);
        if (proposal is not null && (proposal.ParentId, proposal.CampaignId) != (letter.ParentId, letter.CampaignId))
        {
            return;
        }

        // Only a parent that this body accepted may write to it. Taking back its own letter is allowed afterwards too.
        var attached = await db.Attachments.AnyAsync(a => a.ParentId == letter.ParentId && a.ChildId == letter.TenantId && a.State == AttachmentState.Accepted, ct);
        if (!attached && !(letter.Withdrawn && proposal is not null))
        {
            return;
        }

        var isNew = proposal is null;
        proposal ??= db.Proposals.Add(Proposal.Of(letter, db.Now)).Entity;
        if (proposal.Receive(letter, db.Now))
        {
            db.Record(isNew ? "proposal-received" : letter.Withdrawn ? "proposal-withdrawn" : "proposal-changed", "proposal", proposal.Id, new { letter.ParentId, letter.Version });
            await db.SaveChangesAsync(ct);
        }
    }
}

/// <summary>Keeps a plan model that a parent proposes, as one proposal of the child.</summary>
internal sealed class KeepModel(PlansDb db, CurrentScope scope) : IConsume<ModelDelivered>
{
    public Task ConsumeAsync(ModelDelivered message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(ModelDelivered)));
        return KeepProposal.KeepAsync(db, new(
            message.TenantId, message.ParentId, message.ProposalId, message.CampaignId, message.Version,
            new ProposedAction(message.Title, message.Description, message.Objectives, null, [], null, null), message.Actions, message.Message, message.ExpiresOn, message.Withdrawn), ct);
    }
}
