using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Plans.Suggestions;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Plans.Oversight.Features;

/// <summary>What waits for the caller in this body today: proposals, actions due, answers to campaigns, communes that have not joined.</summary>
public static class GetToday
{
    private const int Days = 30, RecentDays = 7, MentionDays = 30, Shown = 10, MostMentions = 5;

    /// <param name="Proposals">Waiting for an answer, soonest to expire first; ten at most.</param>
    /// <param name="Actions">Late or due within 30 days, the caller's own first; ten at most. A contributor sees only his own.</param>
    /// <param name="Answers">Campaigns that were answered within 7 days.</param>
    /// <param name="Children">Null for a body that is no one's parent.</param>
    /// <param name="Mentions">Comments that name the caller, until they say or change something there; five at most.</param>
    /// <param name="Point">The next point between the élu and the project lead.</param>
    /// <param name="Suggestions">For those who may follow them; three at most.</param>
    public sealed record Response(
        IReadOnlyList<WaitingProposal> Proposals, IReadOnlyList<DueAction> Actions, IReadOnlyList<CampaignAnswers> Answers, ChildCounts? Children,
        IReadOnlyList<Mention> Mentions, NextPoint? Point, IReadOnlyList<Suggestion> Suggestions);

    /// <param name="By">Who wrote it; empty for who is no longer known.</param>
    public sealed record Mention(Guid ActionId, string Title, string By, DateTime At);

    public sealed record NextPoint(Guid Id, DateOnly On, bool Overdue);

    public sealed record WaitingProposal(Guid Id, string Title, OtherBody? From, ProposalStatus Status, DateOnly? ExpiresOn, DateTime ReceivedAt, DateTime? RemindedAt);

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
                p.Id, p.Title, b == null ? null : new OtherBody(b.BodyId, b.Name, b.Slug), p.Status, p.ExpiresOn, p.ReceivedAt, p.RemindedAt)).Take(Shown).ToListAsync(ct);

        var (until, person) = (today.AddDays(Days), db.Scope.PersonId ?? Guid.Empty);
        var (me, tenant, lately) = (Codes.Sought(person), db.Scope.TenantId, db.Now.AddDays(-MentionDays));
        var onlyMine = !http.Standing().May(Right.Edit) && http.Standing().May(Right.Contribute);
        // Whoever answered, or changed the action since, has read it.
        var mentions = db.Notes.Where(n => n.Kind == NoteKind.Comment && n.HiddenAt == null && n.At >= lately && n.Mentions.Contains(me) && n.PersonId != person
            && !db.Notes.Any(o => o.ActionId == n.ActionId && o.PersonId == person && o.At > n.At));
        var actions = await db.Actions
            .Select(a => new
            {
                a.Id,
                a.Title,
                a.State,
                a.SortEnd,
                Mine = a.Pilots.Contains(me),
                Due = a.SortEnd <= until && a.State != ActionState.Done && a.State != ActionState.Dropped && (!onlyMine || a.Pilots.Contains(me)),
                NamedAt = mentions.Where(n => n.ActionId == a.Id).Max(n => (DateTime?)n.At),
                NamedBy = mentions.Where(n => n.ActionId == a.Id).OrderByDescending(n => n.At)
                    .Select(n => db.Memberships.Where(m => m.PersonId == n.PersonId && m.BodyId == (n.FromBodyId ?? tenant)).Select(m => m.Name).FirstOrDefault()).FirstOrDefault(),
            })
            .Where(a => a.Due || a.NamedAt != null)
            .OrderByDescending(a => a.NamedAt).ThenByDescending(a => a.Mine).ThenBy(a => a.SortEnd).ThenBy(a => a.Id).Take(Shown + MostMentions).ToListAsync(ct);

        var since = db.Now.AddDays(-RecentDays);
        var answers = await (
            from r in db.Recipients
            where r.AnsweredAt >= since
            join c in db.Campaigns on r.CampaignId equals c.Id
            group r by new { c.Id, c.Title } into g
            orderby g.Max(r => r.AnsweredAt) descending
            select new { g.Key.Id, g.Key.Title, New = g.Count(), Last = g.Max(r => r.AnsweredAt) }).Take(Shown).ToListAsync(ct);

        var facts = await db.ReadFactsAsync(ct);
        return TypedResults.Ok(new Response(
            proposals,
            [.. actions.Where(a => a.Due).OrderByDescending(a => a.Mine).ThenBy(a => a.SortEnd).ThenBy(a => a.Id).Take(Shown)
                .Select(a => new DueAction(a.Id, a.Title, a.State, a.SortEnd, PlanAction.IsLate(a.SortEnd, a.State, today), a.Mine))],
            [.. answers.Select(a => new CampaignAnswers(a.Id, a.Title, a.New, a.Last!.Value))],
            facts.Joined + facts.NotJoined == 0 ? null : new ChildCounts(facts.Joined + facts.NotJoined, facts.Joined, facts.NotJoined),
            [.. actions.Where(a => a.NamedAt is not null).Take(MostMentions).Select(a => new Mention(a.Id, a.Title, a.NamedBy ?? "", a.NamedAt!.Value))],
            facts is { NextPointId: { } point, Facts.NextPoint: { } on } ? new NextPoint(point, on, on < today) : null,
            http.Standing().May(Right.Edit) ? Suggest.From(facts.Facts, facts.Dismissed) : []));
    }
}
