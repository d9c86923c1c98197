namespace OpenDataAnimation.Contracts;

/// <summary>Where a body stands: known to its parent only, or with people of its own.</summary>
public enum BodyState { Prepared, Active, Closed }

/// <summary>What ties a child to a parent.</summary>
public enum AttachmentNature { Epci, Departement, MixedSyndicate, Free }

/// <summary>Both sides consent; ending it removes access at once.</summary>
public enum AttachmentState { ProposedByParent, ProposedByChild, Accepted, Refused, Ended }

/// <summary>What a child may share with one parent, each on its own.</summary>
public enum ShareSubject { Plan, Indicators, Contacts, Events }

/// <summary>How much of a subject a child shares; each level includes those before it.</summary>
public enum ShareLevel { Nothing, ProgressOnly, Read, ReadAndComment }

/// <summary>What a person or machine may be in a body.</summary>
public enum Role { Administrator, ProjectLead, Contributor, Elected, Reader, DspContact, JuryMember, Expert }

/// <summary>The public facts of a body, whole. The highest version wins.</summary>
public sealed record BodyChanged(
    Guid BodyId, int Version, DateTime At, BodyKind Kind, string Name, string Article, string Slug,
    string? InseeCode, string? Siren, string[] Departements, int? Population, BodyState State, string? Accent = null) : IPlatformMessage;

/// <summary>An attachment, whole. The highest version wins.</summary>
public sealed record AttachmentChanged(
    Guid AttachmentId, int Version, DateTime At, Guid ParentId, Guid ChildId, AttachmentNature Nature, AttachmentState State) : IPlatformMessage;

/// <summary>What a child shares with a parent on one subject. The epoch rises at each change, also when the attachment ends.</summary>
/// <param name="TenantId">The child, whose decision it is.</param>
public sealed record SharePolicyChanged(
    Guid TenantId, Guid ParentId, ShareSubject Subject, ShareLevel Level, int Epoch, DateTime At) : ITenantMessage;

/// <summary>Who may act in a body, and as what. The highest version wins; an ended membership is kept as such.</summary>
/// <param name="Name">How the person or machine is called in this body's pages; emptied by erasure.</param>
/// <param name="OnBehalfOf">The parent body the person comes from, where the body delegated to it.</param>
public sealed record MembershipChanged(
    Guid TenantId, Guid MembershipId, int Version, DateTime At, Guid PersonId, string Name, Role[] Roles,
    DateTime From, DateTime? Until, bool Ended, Guid? OnBehalfOf = null, bool IsMachine = false) : ITenantMessage;

/// <summary>Territory is alive, and everything it decided up to this instant is on its way. Never stored.</summary>
public sealed record TerritoryHeartbeat(DateTime At) : IPlatformMessage;

/// <summary>A service asks Territory to say again what it knows, of one body or of all.</summary>
public sealed record ResendRequested(string Service, Guid? BodyId, DateTime At) : IPlatformMessage;

/// <summary>Everything asked for by a resend has been said.</summary>
public sealed record ResendCompleted(string Service, DateTime At) : IPlatformMessage;
