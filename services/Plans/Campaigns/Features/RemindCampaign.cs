using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Campaigns.Features;

/// <summary>The parent asks those who have not answered once more: each at most once in seven days.</summary>
public static class RemindCampaign
{
    /// <param name="Children">Only these; null for all who can be reminded.</param>
    public sealed record Request(Guid[]? Children = null);

    /// <param name="TooSoon">Have not answered either, and were reminded less than seven days ago.</param>
    public sealed record Response(int Reminded, int TooSoon);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/campaigns/{campaignId:guid}/reminder", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(RemindCampaign))
        .WithSummary("Remind those who have not answered, each at most once in seven days")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(Guid campaignId, Request request, PlansDb db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var campaign = await db.Campaigns.AsNoTracking().FirstOrDefaultAsync(c => c.Id == campaignId, ct);
        if (campaign is null)
        {
            return Problems.NotFound("campaign");
        }

        if (campaign.WithdrawnAt is not null || campaign.ExpiresOn < db.Today)
        {
            return Problems.Conflict("campaign-over", "This campaign was withdrawn, or its date is past.");
        }

        var recipients = await db.Recipients.Where(r => r.CampaignId == campaignId).ToListAsync(ct);
        if (request.Children?.Any(c => recipients.All(r => r.ChildId != c)) == true)
        {
            return Problems.Field("children", "Cette collectivité n’a pas reçu la proposition.");
        }

        var waiting = recipients.Where(r => r.Status is ProposalStatus.Sent or ProposalStatus.Seen && request.Children?.Contains(r.ChildId) != false).ToList();
        var week = db.Now - CampaignRecipient.BetweenReminders;
        var due = waiting.Where(r => !(r.RemindedAt > week)).ToList();
        if (due.Count == 0)
        {
            return Problems.Conflict("reminder-too-soon", waiting.Count == 0 ? "No one is left to remind." : "Everyone was reminded less than seven days ago.");
        }

        foreach (var recipient in due)
        {
            recipient.RemindedAt = db.Now;
            db.Send(new ProposalReminded(recipient.ChildId, campaign.TenantId, recipient.Id, campaign.Id, db.Now));
        }

        db.Record("campaign-reminded", "campaign", campaign.Id, new { reminded = due.Count });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Ok(new Response(due.Count, waiting.Count - due.Count));
    }
}
