using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Plans.Proposals;

/// <summary>
/// A parent asks for an answer again: it shows on the body's day, and its people get a mail, one a week at most whatever the number of
/// proposals and parents.
/// </summary>
internal sealed class KeepReminder(PlansDb db, CurrentScope scope) : IConsume<ProposalReminded>
{
    private static readonly TimeSpan BetweenMails = TimeSpan.FromDays(7);

    public async Task ConsumeAsync(ProposalReminded message, CancellationToken ct)
    {
        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(ProposalReminded)));
        var proposal = await db.Proposals.FirstOrDefaultAsync(p => p.Id == message.ProposalId && p.ParentId == message.ParentId && p.CampaignId == message.CampaignId, ct);
        var attached = await db.Attachments.AnyAsync(a => a.ParentId == message.ParentId && a.ChildId == message.TenantId && a.State == AttachmentState.Accepted, ct);
        var week = db.Now - BetweenMails;
        var mailed = await db.Proposals.AnyAsync(p => p.RemindedAt > week, ct);
        if (proposal is null || !attached || proposal.ShownOn(db.Today) == ProposalStatus.Expired || !proposal.Remind(message.At))
        {
            return;
        }

        db.Record("proposal-reminded", "proposal", proposal.Id, new { message.ParentId });
        if (!mailed)
        {
            var names = await db.Bodies.Where(b => b.BodyId == message.TenantId || b.BodyId == message.ParentId).Select(b => new { b.BodyId, b.Name, b.Slug }).ToListAsync(ct);
            var (own, parent) = (names.First(n => n.BodyId == message.TenantId), names.First(n => n.BodyId == message.ParentId));
            var fields = new Dictionary<string, string> { ["bodyName"] = own.Name, ["parentName"] = parent.Name, ["title"] = proposal.Title };
            if (proposal.ExpiresOn is { } until)
            {
                fields["expiresOn"] = until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            }

            db.Send(new MembersMailRequested(message.TenantId, Guid.CreateVersion7(), message.ParentId, "proposal-reminder", fields, $"/c/{own.Slug}/propositions", db.Now));
        }

        await db.SaveChangesAsync(ct);
    }
}
