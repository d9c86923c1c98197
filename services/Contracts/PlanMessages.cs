namespace OpenDataAnimation.Contracts;

public enum ProposalStatus { WaitingForAccession, Sent, Seen, Accepted, Adapted, Declined, AlreadyDone, Expired, Withdrawn }

/// <summary>An action as a parent proposes it.</summary>
public sealed record ProposedAction(
    string Title, string Description, string[] Objectives, string? Mean, string[] Audiences, DateOnly? StartsOn, DateOnly? EndsOn);

/// <summary>A parent proposes an action to one child: whole, with its version. It becomes a row of the child.</summary>
/// <param name="TenantId">The child it is addressed to.</param>
/// <param name="ProposalId">Names this child's copy.</param>
/// <param name="CampaignId">Names what the parent sent to all.</param>
/// <param name="DoneById">The body that did it first and agreed to have it told; null where the idea is the parent's own.</param>
public sealed record ProposalDelivered(
    Guid TenantId, Guid ParentId, Guid ProposalId, Guid CampaignId, int Version, DateTime At,
    ProposedAction Action, string Message, DateOnly? ExpiresOn, bool Withdrawn = false, Guid? DoneById = null) : ITenantMessage;

/// <summary>What became of one child's copy: whole, the highest version wins.</summary>
/// <param name="TenantId">The parent that proposed it.</param>
public sealed record ProposalAnswered(
    Guid TenantId, Guid ChildId, Guid ProposalId, Guid CampaignId, int Version, DateTime At,
    ProposalStatus Status, string? Reason) : ITenantMessage;
