using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Campaigns;

/// <summary>Keeps what a child answered, and the campaign's counts with it, in one transaction.</summary>
internal sealed class RecordAnswer(PlansDb db, CurrentScope scope) : IConsume<ProposalAnswered>
{
    public async Task ConsumeAsync(ProposalAnswered message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(ProposalAnswered)));
        // Only the child that a copy was sent to can answer it.
        var recipient = await db.Recipients.FirstOrDefaultAsync(r => r.Id == message.ProposalId && r.ChildId == message.ChildId && r.CampaignId == message.CampaignId, ct);
        var isAnswer = CampaignRecipient.IsAnswer(message.Status);
        if (recipient is not { SentAt: not null } || message.Version <= recipient.AnswerVersion || (!isAnswer && message.Status != ProposalStatus.Seen))
        {
            return;
        }

        recipient.AnswerVersion = message.Version;
        // An answer given before the withdrawal arrived stands; that it was seen says nothing more then.
        if (isAnswer || recipient.Status == ProposalStatus.Sent)
        {
            var campaign = await db.Campaigns.FirstAsync(c => c.Id == recipient.CampaignId, ct);
            campaign.Count(recipient.Status, message.Status);
            (recipient.Status, recipient.Reason) = (message.Status, message.Reason);
            recipient.AnsweredAt = isAnswer ? message.At : recipient.AnsweredAt;
            recipient.SeenAt ??= message.At;
        }

        await db.SaveChangesAsync(ct);
    }
}
