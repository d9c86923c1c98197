using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Oversight.Features;

/// <summary>What waits for the caller in this body today: proposals, actions due, answers to campaigns, communes that have not joined.</summary>
public static class GetToday
{
    private const int Days = 30, RecentDays = 7, Shown = 10;

    /// <param name="Proposals">Waiting for an answer, soonest to expire first; ten at most.</param>
    /// <param name="Actions">Late or due within 30 days, the caller's own first; ten at most. A contributor sees only his own.</param>
    /// <param name="Answers">Campaigns that were answered within 7 days.</param>
    /// <param name="Children">Null for a body that is no one's parent.</param>
    public sealed record Response(
        IReadOnlyList<WaitingProposal> Proposals, IReadOnlyList<DueAction> Actions, IReadOnlyList<CampaignAnswers> Answers, ChildCounts? Children);

    public sealed record WaitingProposal(Guid Id, string Title, OtherBody? From, ProposalStatus Status, DateOnly? ExpiresOn, DateTime ReceivedAt);

    public sealed record DueAction(Guid Id, string Title, ActionState State, DateOnly EndsOn, bool Late, bool Mine);

    public sealed record CampaignAnswers(Guid CampaignId, string Title, int NewAnswers, DateTime LastAt);

    public sealed record ChildCounts(int Total, int Joined, int NotJoined);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/today", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetToday))
        .WithSummary("What waits for the caller in this body today");

    private static async Task<Ok<Response>> Handle(PlansDb db, HttpContext http, CancellationToken ct)
    {
        var today = db.Today;
        var proposals = await (
            from p in db.Proposals
            where (p.Status == ProposalStatus.Sent || p.Status == ProposalStatus.Seen) && (p.ExpiresOn == null || p.ExpiresOn >= today)
            join b in db.Bodies on p.ParentId equals b.BodyId into parents
            from b in parents.DefaultIfEmpty()
            orderby p.ExpiresOn == null, p.ExpiresOn, p.ReceivedAt descending
            select new WaitingProposal(
                p.Id, p.Title, b == null ? null : new OtherBody(b.BodyId, b.Name, b.Slug), p.Status, p.ExpiresOn, p.ReceivedAt)).Take(Shown).ToListAsync(ct);

        var (until, me) = (today.AddDays(Days), Codes.Sought(db.Scope.PersonId ?? Guid.Empty));
        var onlyMine = !http.Standing().May(Right.Edit) && http.Standing().May(Right.Contribute);
        var due = await db.Actions
            .Where(a => a.SortEnd <= until && a.State != ActionState.Done && a.State != ActionState.Dropped && (!onlyMine || a.Pilots.Contains(me)))
            .OrderByDescending(a => a.Pilots.Contains(me)).ThenBy(a => a.SortEnd).ThenBy(a => a.Id).Take(Shown)
            .Select(a => new { a.Id, a.Title, a.State, a.SortEnd, Mine = a.Pilots.Contains(me) }).ToListAsync(ct);

        var since = db.Now.AddDays(-RecentDays);
        var answers = await (
            from r in db.Recipients
            where r.AnsweredAt >= since
            join c in db.Campaigns on r.CampaignId equals c.Id
            group r by new { c.Id, c.Title } into g
            orderby g.Max(r => r.AnsweredAt) descending
            select new { g.Key.Id, g.Key.Title, New = g.Count(), Last = g.Max(r => r.AnsweredAt) }).Take(Shown).ToListAsync(ct);

        var children = await db.Attachments
            .Where(a => a.ParentId == db.Scope.TenantId && a.State != AttachmentState.Refused && a.State != AttachmentState.Ended)
            .GroupBy(a => a.State == AttachmentState.Accepted).Select(g => new { Joined = g.Key, Count = g.Count() }).ToListAsync(ct);
        var (joined, notJoined) = (children.Where(c => c.Joined).Sum(c => c.Count), children.Where(c => !c.Joined).Sum(c => c.Count));
        return TypedResults.Ok(new Response(
            proposals,
            [.. due.Select(a => new DueAction(a.Id, a.Title, a.State, a.SortEnd, PlanAction.IsLate(a.SortEnd, a.State, today), a.Mine))],
            [.. answers.Select(a => new CampaignAnswers(a.Id, a.Title, a.New, a.Last!.Value))],
            joined + notJoined == 0 ? null : new ChildCounts(joined + notJoined, joined, notJoined)));
    }
}
