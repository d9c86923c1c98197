using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Proposals.Features;

/// <summary>The body declines a proposal, and says why.</summary>
public static class DeclineProposal
{
    public sealed record Request(
        [property: Required(ErrorMessage = "Dites pourquoi vous déclinez."), StringLength(1000, MinimumLength = 2, ErrorMessage = "La raison compte de 2 à 1 000 caractères.")] string? Reason,
        int? SentVersion = null);

    public sealed record Response(Guid ProposalId, ProposalStatus Status);

    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/proposals/{proposalId:guid}/decline", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(DeclineProposal))
        .WithSummary("Decline a proposal with a reason")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid proposalId, Request request, PlansDb db, CancellationToken ct)
    {
        var proposal = await db.Proposals.FirstOrDefaultAsync(p => p.Id == proposalId, ct);
        if (proposal is null)
        {
            return Problems.NotFound("proposal");
        }

        if (proposal.NotToBeAnswered(db.Today, request.SentVersion) is { } refused)
        {
            return refused;
        }

        proposal.Answer(ProposalStatus.Declined, request.Reason!.Trim(), null, db.Scope.PersonId, db.Now);
        db.Record("proposal-declined", "proposal", proposal.Id);
        db.Send(proposal.Told(db.Now));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(proposal.Id, proposal.Status));
    }
}
