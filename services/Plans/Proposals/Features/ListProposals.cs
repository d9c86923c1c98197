using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Proposals.Features;

/// <summary>What parents proposed to the body, last received first.</summary>
public static class ListProposals
{
    /// <summary>Whole, so that a list of them can be answered without opening each.</summary>
    /// <param name="SentVersion">The parent's version; sent back with an answer, a newer one refuses it.</param>
    /// <param name="Before">What was seen before the parent changed it.</param>
    /// <param name="Differences">While it waits: with what was seen before. Once taken: what the parent changed since, and is not decided on.</param>
    /// <param name="Unread">No one of the body has had this version before them.</param>
    /// <param name="Parts">The actions of a plan model; null where one action is proposed. Its objectives are then those to aim at.</param>
    public sealed record Item(
        Guid Id, OtherBody? From, string Title, string Description, string[] Objectives, string? Mean, string[] Audiences, DateOnly? StartsOn, DateOnly? EndsOn,
        string Message, DateOnly? ExpiresOn, int SentVersion, ProposalStatus Status, string? Reason, DateTime ReceivedAt, DateTime? AnsweredAt, Guid? ActionId,
        bool Changed, ProposedAction? Before, IReadOnlyList<ChangedField> Differences, IReadOnlyList<ProposedAction>? Parts, DateTime? RemindedAt, bool Unread);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/proposals", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListProposals))
        .WithSummary("What parents proposed to the body; open=true for those that wait for an answer, open=false for the others")
        .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<Item>>, ValidationProblem>> Handle(
        PlansDb db, bool? open, ProposalStatus? status, string? after, int? size, CancellationToken ct)
    {
        if (!Cursor.TryRead(after, CursorKind.Instant, out var from))
        {
            return Problems.Field("after", "Cette suite de liste n’existe pas.");
        }

        var (take, today) = (Cursor.Size(size), db.Today);
        var proposals = db.Proposals.AsNoTracking();
        if (open == true || status is ProposalStatus.Sent or ProposalStatus.Seen)
        {
            proposals = proposals.Where(p => (p.Status == ProposalStatus.Sent || p.Status == ProposalStatus.Seen) && (p.ExpiresOn == null || p.ExpiresOn >= today));
        }

        if (open == false)
        {
            proposals = proposals.Where(p => (p.Status != ProposalStatus.Sent && p.Status != ProposalStatus.Seen) || p.ExpiresOn < today);
        }

        proposals = status switch
        {
            null => proposals,
            ProposalStatus.Expired => proposals.Where(p => (p.Status == ProposalStatus.Sent || p.Status == ProposalStatus.Seen) && p.ExpiresOn < today),
            _ => proposals.Where(p => p.Status == status),
        };
        if (from is { } last)
        {
            var (at, id) = (last.At, last.Id);
            proposals = proposals.Where(p => p.ReceivedAt <= at && (p.ReceivedAt < at || p.Id < id));
        }

        var rows = await (
            from p in proposals
            join b in db.Bodies on p.ParentId equals b.BodyId into parents
            from b in parents.DefaultIfEmpty()
            orderby p.ReceivedAt descending, p.Id descending
            select new { Proposal = p, From = b == null ? null : new OtherBody(b.BodyId, b.Name, b.Slug) }).Take(take + 1).ToListAsync(ct);
        var next = rows.Count > take ? Cursor.Of(rows[take - 1].Proposal.ReceivedAt, rows[take - 1].Proposal.Id) : null;
        return TypedResults.Ok(new Page<Item>(
            [.. rows.Take(take).Select(r => new Item(
                r.Proposal.Id, r.From, r.Proposal.Title, r.Proposal.Description, Codes.Split(r.Proposal.Objectives), r.Proposal.Mean,
                Codes.Split(r.Proposal.Audiences), r.Proposal.StartsOn, r.Proposal.EndsOn, r.Proposal.Message, r.Proposal.ExpiresOn, r.Proposal.SentVersion,
                r.Proposal.ShownOn(today), r.Proposal.Reason, r.Proposal.ReceivedAt, r.Proposal.AnsweredAt, r.Proposal.ActionId,
                r.Proposal.Before is not null, r.Proposal.ContentBefore(), GetProposal.DifferencesOf(r.Proposal), GetProposal.PartsOf(r.Proposal), r.Proposal.RemindedAt, r.Proposal.IsOpen && r.Proposal.SeenVersion < r.Proposal.SentVersion))],
            next));
    }
}
