using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Plans.Proposals;

/// <summary>What every answer to a proposal checks first.</summary>
internal static class ProposalChecks
{
    /// <param name="sentVersion">The parent's version that the person answers to, where the caller says it.</param>
    /// <returns>Why it cannot be answered, or null.</returns>
    public static ProblemHttpResult? NotToBeAnswered(this Proposal proposal, DateOnly today, int? sentVersion) =>
        !proposal.IsOpen ? Problems.Conflict("proposal-closed", $"This proposal is already {proposal.Status}.")
        : proposal.ExpiresOn < today ? Problems.Conflict("proposal-expired", "This proposal could be answered until a date that is past.")
        : sentVersion is { } seen && seen != proposal.SentVersion ? Problems.Stale(proposal.SentVersion, proposal.Content())
        : null;

    /// <summary>A model is answered part by part: as a whole it would become one action that no one meant.</summary>
    public static ProblemHttpResult? NotOneAction(this Proposal proposal) =>
        proposal.IsModel ? Problems.Conflict("proposal-is-a-model", "This proposal is a plan model; pick from its parts.") : null;
}
