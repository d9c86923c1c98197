using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Plans.Campaigns;

/// <summary>The counts that campaigns keep, against their recipients.</summary>
internal sealed class CampaignCounts(PlansDb db) : IRecompute
{
    public async Task<(int Compared, IReadOnlyList<string> Differing)> CompareAsync(CancellationToken ct)
    {
        var campaigns = await db.Campaigns.AsNoTracking().ToListAsync(ct);
        var counted = (await db.Recipients.GroupBy(r => new { r.CampaignId, r.Status }).Select(g => new { g.Key.CampaignId, g.Key.Status, Count = g.Count() }).ToListAsync(ct))
            .ToDictionary(c => (c.CampaignId, c.Status), c => c.Count);
        int Of(Campaign c, ProposalStatus status) => counted.GetValueOrDefault((c.Id, status));
        var differing = campaigns.Where(c => (c.Waiting, c.Sent, c.Seen, c.Accepted, c.Adapted, c.Declined, c.AlreadyDone) != (
            Of(c, ProposalStatus.WaitingForAccession), Of(c, ProposalStatus.Sent), Of(c, ProposalStatus.Seen), Of(c, ProposalStatus.Accepted),
            Of(c, ProposalStatus.Adapted), Of(c, ProposalStatus.Declined), Of(c, ProposalStatus.AlreadyDone)) || c.Withdrawn != Of(c, ProposalStatus.Withdrawn));
        return (campaigns.Count, [.. differing.Select(c => $"the counts of campaign {c.Id} are others")]);
    }
}
