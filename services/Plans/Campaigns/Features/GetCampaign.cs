using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Proposals;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Campaigns.Features;

/// <summary>One campaign with its recipients, by name, page by page.</summary>
public static class GetCampaign
{
    public sealed record Response(
        Guid Id, Guid? ActionId, ProposedAction Action, string Message, DateTime CreatedAt, Person? CreatedBy, DateOnly? ExpiresOn, bool Expired,
        DateTime? WithdrawnAt, Counts Counts, Page<Recipient> Recipients);

    /// <param name="Joined">Whether the child has people of its own here.</param>
    public sealed record Recipient(
        Guid ChildId, string Name, string Slug, string Departements, bool Joined, ProposalStatus Status, string? Reason, DateTime? SentAt, DateTime? AnsweredAt);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/campaigns/{campaignId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetCampaign))
        .WithSummary("One campaign with its recipients; status, after and size are about these")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid campaignId, PlansDb db, ProposalStatus? status, string? after, int? size, CancellationToken ct)
    {
        if (!Cursor.TryRead(after, CursorKind.Text, out var from))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        var campaign = await db.Campaigns.AsNoTracking().FirstOrDefaultAsync(c => c.Id == campaignId, ct);
        if (campaign is null)
        {
            return Problems.NotFound("campaign");
        }

        var (take, today) = (Cursor.Size(size ?? 50, most: 200), db.Today);
        var expired = campaign.ExpiresOn < today;
        var recipients =
            from r in db.Recipients
            join b in db.Bodies on r.ChildId equals b.BodyId
            where r.CampaignId == campaignId
            select new { Recipient = r, Body = b };
        recipients = status switch
        {
            null => recipients,
            ProposalStatus.Expired => recipients.Where(x => expired
                && (x.Recipient.Status == ProposalStatus.Sent || x.Recipient.Status == ProposalStatus.Seen || x.Recipient.Status == ProposalStatus.WaitingForAccession)),
            ProposalStatus.Sent or ProposalStatus.Seen or ProposalStatus.WaitingForAccession => recipients.Where(x => !expired && x.Recipient.Status == status),
            _ => recipients.Where(x => x.Recipient.Status == status),
        };
        if (from is { } last)
        {
            var (name, id) = (last.Key, last.Id);
            recipients = recipients.Where(x => x.Body.Folded.CompareTo(name) > 0 || (x.Body.Folded == name && x.Body.BodyId > id));
        }

        var rows = await recipients.OrderBy(x => x.Body.Folded).ThenBy(x => x.Body.BodyId).Take(take + 1)
            .Select(x => new
            {
                x.Body.Folded,
                Shown = new Recipient(
                    x.Recipient.ChildId, x.Body.Name, x.Body.Slug, x.Body.Departements, x.Body.State == BodyState.Active,
                    x.Recipient.Status, x.Recipient.Reason, x.Recipient.SentAt, x.Recipient.AnsweredAt),
            }).ToListAsync(ct);
        var names = await db.NamesAsync(campaign.CreatedBy is { } by ? [by] : [], ct);
        return TypedResults.Ok(new Response(
            campaign.Id, campaign.ActionId, campaign.Content(), campaign.Message, campaign.CreatedAt, names.Values.FirstOrDefault(),
            campaign.ExpiresOn, expired, campaign.WithdrawnAt, Counts.Of(campaign, today),
            new Page<Recipient>(
                [.. rows.Take(take).Select(r => r.Shown with { Status = Proposal.Shown(r.Shown.Status, campaign.ExpiresOn, today) })],
                rows.Count > take ? Cursor.Of(rows[take - 1].Folded, rows[take - 1].Shown.ChildId) : null)));
    }
}
