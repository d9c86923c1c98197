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
}
