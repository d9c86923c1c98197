using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Proposals.Features;

/// <summary>One proposal, and what the parent changed in it since it was seen.</summary>
public static class GetProposal
{
    /// <param name="SentVersion">The parent's version; sent back with an answer, a newer one refuses it.</param>
    /// <param name="Before">What was seen before the parent changed it.</param>
    public sealed record Response(
        Guid Id, OtherBody? From, Guid CampaignId, int SentVersion, ProposedAction Action, ProposedAction? Before, string Message,
        DateOnly? ExpiresOn, ProposalStatus Status, bool IsOpen, string? Reason, DateTime ReceivedAt, DateTime? SeenAt, DateTime? AnsweredAt,
        Person? AnsweredBy, Guid? ActionId);

    internal static void Map(RouteGroupBuilder body) => body
        .MapGet("/proposals/{proposalId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(GetProposal))
        .WithSummary("One proposal of a parent");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid proposalId, PlansDb db, CancellationToken ct)
    {
        var proposal = await db.Proposals.AsNoTracking().FirstOrDefaultAsync(p => p.Id == proposalId, ct);
        if (proposal is null)
        {
            return Problems.NotFound("proposal");
        }

        var from = await db.Bodies.Where(b => b.BodyId == proposal.ParentId).Select(b => new OtherBody(b.BodyId, b.Name, b.Slug)).FirstOrDefaultAsync(ct);
        var names = await db.NamesAsync(proposal.AnsweredBy is { } by ? [by] : [], ct);
        var status = proposal.ShownOn(db.Today);
        return TypedResults.Ok(new Response(
            proposal.Id, from, proposal.CampaignId, proposal.SentVersion, proposal.Content(), proposal.ContentBefore(), proposal.Message,
            proposal.ExpiresOn, status, status is ProposalStatus.Sent or ProposalStatus.Seen, proposal.Reason, proposal.ReceivedAt,
            proposal.SeenAt, proposal.AnsweredAt, names.Values.FirstOrDefault(), proposal.ActionId));
    }
}
