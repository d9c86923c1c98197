namespace OpenDataAnimation.Contracts;

/// <summary>What became of an action that a child offered to a parent.</summary>
public enum OfferStatus { Received, Adopted, Relayed, SetAside, Withdrawn }

/// <summary>A parent proposes a whole plan model to one child: whole, with its version. It becomes one proposal of the child, who picks what to take.</summary>
/// <param name="TenantId">The child it is addressed to.</param>
/// <param name="Objectives">Codes of the objectives that the model suggests to aim at.</param>
public sealed record ModelDelivered(
    Guid TenantId, Guid ParentId, Guid ProposalId, Guid CampaignId, int Version, DateTime At, string Title, string Description,
    ProposedAction[] Actions, string[] Objectives, string Message, DateOnly? ExpiresOn, bool Withdrawn = false) : ITenantMessage;

/// <summary>A parent reminds one child of a proposal that waits for its answer.</summary>
/// <param name="TenantId">The child.</param>
public sealed record ProposalReminded(Guid TenantId, Guid ParentId, Guid ProposalId, Guid CampaignId, DateTime At) : ITenantMessage;

/// <summary>A child offers one of its own actions to a parent ("we did this"): whole, the highest version wins.</summary>
/// <param name="TenantId">The parent it is addressed to.</param>
/// <param name="Action">Null once withdrawn.</param>
/// <param name="MayBeRelayed">Whether the parent may propose it to the child's neighbours. It goes no further.</param>
public sealed record ActionOffered(
    Guid TenantId, Guid ChildId, Guid OfferId, int Version, DateTime At, ProposedAction? Action, string Message, bool MayBeRelayed) : ITenantMessage;

/// <summary>What a parent made of an offered action: whole, the highest version wins.</summary>
/// <param name="TenantId">The child that offered it.</param>
public sealed record OfferAnswered(Guid TenantId, Guid ParentId, Guid OfferId, int Version, DateTime At, OfferStatus Status) : ITenantMessage;

/// <summary>Those who answer for a body (administrators, project leads) should get a mail: Territory, which knows their addresses, asks Notifications.</summary>
/// <param name="TenantId">The body whose people get it.</param>
/// <param name="MailId">Names the fact: the same mail asked for twice is sent once.</param>
/// <param name="FromBodyId">A parent of the body, or the body itself: in whose name it is sent.</param>
/// <param name="Path">The page that the mail leads to.</param>
/// <param name="People">Only these of its people, whatever their role; left out, those who answer for it.</param>
public sealed record MembersMailRequested(
    Guid TenantId, Guid MailId, Guid FromBodyId, string Template, Dictionary<string, string> Fields, string Path, DateTime At, IReadOnlyList<Guid>? People = null) : ITenantMessage;
