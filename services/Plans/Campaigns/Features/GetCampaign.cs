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
    /// <param name="SentVersion">To be sent back in If-Match when it is changed.</param>
    /// <param name="Parts">The actions of a plan model; null where one action is proposed.</param>
    /// <param name="From">Who offered it first, where it is relayed.</param>
    /// <param name="ToRemind">How many can be reminded today.</param>
    /// <param name="Chase">Those who have not answered, longest waiting first; fifty at most.</param>
    public sealed record Response(
        Guid Id, int SentVersion, DateTime? ChangedAt, Guid? ModelId, IReadOnlyList<ProposedAction>? Parts, OtherBody? From, int ToRemind, IReadOnlyList<Recipient> Chase,
        Guid? ActionId, ProposedAction Action, string Message, DateTime CreatedAt, Person? CreatedBy, DateOnly? ExpiresOn, bool Expired,
        DateTime? WithdrawnAt, Counts Counts, Page<Recipient> Recipients);

    /// <param name="Joined">Whether the child has people of its own here.</param>
    public sealed record Recipient(
        Guid ChildId, string Name, string Slug, string Departements, bool Joined, ProposalStatus Status, string? Reason, DateTime? SentAt, DateTime? AnsweredAt,
        DateTime? SeenAt, DateTime? RemindedAt);

    private const int MostChased = 50;

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/campaigns/{campaignId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetCampaign))
        .WithSummary("One campaign with its recipients; status, after and size are about these")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Response>, ProblemHttpResult, ValidationProblem>> Handle(
        Guid campaignId, PlansDb db, AccessBook book, HttpContext http, ProposalStatus? status, string? after, int? size, CancellationToken ct)
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
        var over = expired || campaign.WithdrawnAt is not null;
        var chase = over || campaign.Waiting + campaign.Sent + campaign.Seen == 0 ? [] : await recipients
            .Where(x => x.Recipient.Status == ProposalStatus.Sent || x.Recipient.Status == ProposalStatus.Seen || x.Recipient.Status == ProposalStatus.WaitingForAccession)
            .OrderBy(x => x.Recipient.SentAt == null).ThenBy(x => x.Recipient.SentAt).ThenBy(x => x.Body.Folded).ThenBy(x => x.Body.BodyId).Take(MostChased)
            .Select(x => new Recipient(
                x.Recipient.ChildId, x.Body.Name, x.Body.Slug, x.Body.Departements, x.Body.State == BodyState.Active,
                x.Recipient.Status, x.Recipient.Reason, x.Recipient.SentAt, x.Recipient.AnsweredAt, x.Recipient.SeenAt, x.Recipient.RemindedAt)).ToListAsync(ct);
        var week = db.Now - CampaignRecipient.BetweenReminders;
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
                    x.Recipient.Status, x.Recipient.Reason, x.Recipient.SentAt, x.Recipient.AnsweredAt, x.Recipient.SeenAt, x.Recipient.RemindedAt),
            }).ToListAsync(ct);
        var names = await db.NamesAsync(book, campaign.CreatedBy is { } by ? [by] : [], ct);
        var relayedFrom = campaign.OfferId is { } offer
            ? await db.ReceivedOffers.Where(o => o.Id == offer).Join(db.Bodies, o => o.ChildId, b => b.BodyId, (_, b) => new OtherBody(b.BodyId, b.Name, b.Slug)).FirstOrDefaultAsync(ct)
            : null;
        http.ShowVersion(campaign.SentVersion);
        return TypedResults.Ok(new Response(
            campaign.Id, campaign.SentVersion, campaign.ChangedAt, campaign.ModelId, campaign.Parts is null ? null : ProposedParts.Read(campaign.Parts), relayedFrom,
            chase.Count(c => c.SentAt is not null && !(c.RemindedAt > week)), chase, campaign.ActionId, campaign.Content(), campaign.Message, campaign.CreatedAt, names.Values.FirstOrDefault(),
            campaign.ExpiresOn, expired, campaign.WithdrawnAt, Counts.Of(campaign, today),
            new Page<Recipient>(
                [.. rows.Take(take).Select(r => r.Shown with { Status = Proposal.Shown(r.Shown.Status, campaign.ExpiresOn, today) })],
                rows.Count > take ? Cursor.Of(rows[take - 1].Folded, rows[take - 1].Shown.ChildId) : null)));
    }
}
