using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Campaigns.Features;

/// <summary>
/// The parent changes what it proposed: a new version, which those who have it read as a difference. What a child took into its plan is
/// never written over.
/// </summary>
public static class EditCampaign
{
    /// <param name="Action">The whole of it anew; for a model its title and description alone, as its actions stay those that were sent.</param>
    public sealed record Request(
        [property: Required(ErrorMessage = "Décrivez l’action proposée.")] CreateCampaign.Proposed? Action,
        [property: StringLength(2000, ErrorMessage = "Le message compte 2 000 caractères au plus.")] string? Message = null, DateOnly? ExpiresOn = null);

    public sealed record Response(Guid Id, int SentVersion, int Sent);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPut("/campaigns/{campaignId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditCampaign))
        .WithSummary("Change what is proposed; If-Match is the version that was sent")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid campaignId, Request request, PlansDb db, HttpContext http, CancellationToken ct)
    {
        // Answers keep coming while this reads a thousand recipients: it takes the writer's place first.
        await using var write = await db.BeginWriteAsync(ct);
        var campaign = await db.Campaigns.FirstOrDefaultAsync(c => c.Id == campaignId, ct);
        if (campaign is null)
        {
            return Problems.NotFound("campaign");
        }

        if (http.Refuse(campaign.SentVersion, new { action = campaign.Content(), campaign.Message, campaign.ExpiresOn }) is { } refused)
        {
            return refused;
        }

        if (campaign.WithdrawnAt is not null)
        {
            return Problems.Conflict("campaign-withdrawn", "This campaign was already withdrawn.");
        }

        if (request.ExpiresOn < db.Today && request.ExpiresOn != campaign.ExpiresOn)
        {
            return Problems.Field("expiresOn", "La date limite est déjà passée.");
        }

        var (what, wrong) = campaign.Parts is null
            ? await request.Action!.CheckedAsync(db, ct)
            : (campaign.Content() with { Title = request.Action!.Title!.Trim(), Description = request.Action.Description?.Trim() ?? "" }, null);
        if (wrong is not null)
        {
            return wrong;
        }

        campaign.Change(what!, request.Message, request.ExpiresOn, db.Now);
        var have = await db.Recipients.AsNoTracking().Where(r => r.CampaignId == campaignId && r.SentAt != null && r.Status != ProposalStatus.Withdrawn).ToListAsync(ct);
        foreach (var recipient in have)
        {
            db.Send(campaign.Letter(recipient, db.Now));
        }

        db.Record("campaign-changed", "campaign", campaign.Id, new { campaign.SentVersion, sent = have.Count });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        http.ShowVersion(campaign.SentVersion);
        return TypedResults.Ok(new Response(campaign.Id, campaign.SentVersion, have.Count));
    }
}
