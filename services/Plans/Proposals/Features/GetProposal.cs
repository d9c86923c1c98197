using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Proposals.Features;

/// <summary>One proposal, and what the parent changed in it since it was seen.</summary>
public static class GetProposal
{
    /// <param name="SentVersion">The parent's version; sent back with an answer, a newer one refuses it.</param>
    /// <param name="Before">What was seen before the parent changed it.</param>
    /// <param name="Differences">While it waits: with what was seen before. Once taken: what the parent changed since, and is not decided on.</param>
    /// <param name="Parts">The actions of a plan model; null where one action is proposed.</param>
    /// <param name="Actions">What came of it in the plan.</param>
    public sealed record Response(
        Guid Id, OtherBody? From, Guid CampaignId, int SentVersion, ProposedAction Action, ProposedAction? Before, string Message,
        DateOnly? ExpiresOn, ProposalStatus Status, bool IsOpen, string? Reason, DateTime ReceivedAt, DateTime? SeenAt, DateTime? AnsweredAt,
        Person? AnsweredBy, Guid? ActionId, IReadOnlyList<ChangedField> Differences, IReadOnlyList<ProposedAction>? Parts, IReadOnlyList<Came> Actions, DateTime? RemindedAt);

    public sealed record Came(Guid Id, string Title, ActionState State);

    internal static ChangedField[] DifferencesOf(Proposal p) => p.IsOpen ? Differences.Between(p.ContentBefore(), p.Content()) : p.ChangedSince();

    internal static ProposedAction[]? PartsOf(Proposal p) => p.IsModel ? ProposedParts.Read(p.Parts) : null;

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/proposals/{proposalId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetProposal))
        .WithSummary("One proposal of a parent");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid proposalId, PlansDb db, AccessBook book, CancellationToken ct)
    {
        var proposal = await db.Proposals.AsNoTracking().FirstOrDefaultAsync(p => p.Id == proposalId, ct);
        if (proposal is null)
        {
            return Problems.NotFound("proposal");
        }

        var from = await db.Bodies.Where(b => b.BodyId == proposal.ParentId).Select(b => new OtherBody(b.BodyId, b.Name, b.Slug)).FirstOrDefaultAsync(ct);
        var names = await db.NamesAsync(book, proposal.AnsweredBy is { } by ? [by] : [], ct);
        var came = proposal.IsOpen ? [] : await db.Actions.Where(a => a.ProposalId == proposalId).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Take(ProposedParts.Most)
            .Select(a => new Came(a.Id, a.Title, a.State)).ToListAsync(ct);
        var status = proposal.ShownOn(db.Today);
        return TypedResults.Ok(new Response(
            proposal.Id, from, proposal.CampaignId, proposal.SentVersion, proposal.Content(), proposal.ContentBefore(), proposal.Message,
            proposal.ExpiresOn, status, status is ProposalStatus.Sent or ProposalStatus.Seen, proposal.Reason, proposal.ReceivedAt,
            proposal.SeenAt, proposal.AnsweredAt, names.Values.FirstOrDefault(), proposal.ActionId, DifferencesOf(proposal), PartsOf(proposal), came, proposal.RemindedAt));
    }
}
