using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Proposals.Features;

/// <summary>Notes that the body has seen a proposal, and tells the parent; seen again, it changes nothing.</summary>
public static class SeeProposal
{
    internal static void Map(RouteGroupBuilder body) => body
        .MapPost("/proposals/{proposalId:guid}/seen", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(SeeProposal))
        .WithSummary("Note that the proposal was seen")
        .ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid proposalId, PlansDb db, CancellationToken ct)
    {
        var proposal = await db.Proposals.FirstOrDefaultAsync(p => p.Id == proposalId, ct);
        if (proposal is null)
        {
            return Problems.NotFound("proposal");
        }

        var told = proposal.AnswerVersion;
        if (proposal.See(db.Now))
        {
            db.Record("proposal-seen", "proposal", proposal.Id, new { proposal.SentVersion });
            if (proposal.AnswerVersion > told)
            {
                db.Send(proposal.Told(db.Now));
            }

            await db.SaveChangesAsync(ct);
        }

        return TypedResults.NoContent();
    }
}
