using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Campaigns.Features;

/// <summary>The parent takes back what no child has answered yet; what was answered stays.</summary>
public static class WithdrawCampaign
{
    public sealed record Response(Guid Id, Counts Counts);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/campaigns/{campaignId:guid}/withdrawal", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(WithdrawCampaign))
        .WithSummary("Take a campaign back from those who have not answered")
        .ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid campaignId, PlansDb db, CancellationToken ct)
    {
        // Answers keep coming while this reads a thousand recipients: it takes the writer's place first.
        await using var write = await db.BeginWriteAsync(ct);
        var campaign = await db.Campaigns.FirstOrDefaultAsync(c => c.Id == campaignId, ct);
        if (campaign is null)
        {
            return Problems.NotFound("campaign");
        }

        if (campaign.WithdrawnAt is not null)
        {
            return Problems.Conflict("campaign-withdrawn", "This campaign was already withdrawn.");
        }

        await db.TakeBackAsync(campaign, ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Ok(new Response(campaign.Id, Counts.Of(campaign, db.Today)));
    }

    /// <summary>Takes back what is open of it; nothing is saved here.</summary>
    internal static async Task TakeBackAsync(this PlansDb db, Campaign campaign, CancellationToken ct)
    {
        campaign.Withdraw(db.Now);
        var open = await db.Recipients.Where(r => r.CampaignId == campaign.Id
            && (r.Status == ProposalStatus.Sent || r.Status == ProposalStatus.Seen || r.Status == ProposalStatus.WaitingForAccession)).ToListAsync(ct);
        foreach (var recipient in open)
        {
            if (recipient.SentAt is not null)
            {
                db.Send(campaign.Letter(recipient, db.Now));
            }

            campaign.Count(recipient.Status, ProposalStatus.Withdrawn);
            recipient.Status = ProposalStatus.Withdrawn;
        }

        db.Record("campaign-withdrawn", "campaign", campaign.Id, new { open = open.Count });
    }
}
