namespace OpenDataAnimation.Contracts;

/// <summary>A body's data are to be erased, after the time in which it could be undone: each service erases its own.</summary>
/// <param name="TenantId">The body, which Territory has told to be active no more.</param>
public sealed record BodyErased(Guid TenantId, DateTime At) : ITenantMessage;

/// <summary>A person has their data erased: in this body, each service erases what it has of their name. One message a body.</summary>
/// <param name="TenantId">A body where they acted, or whose shared data they may have read.</param>
/// <param name="Links">The body's secure links that had gone to their address: answers bear the name they were asked under.</param>
public sealed record PersonErased(Guid TenantId, Guid PersonId, DateTime At, IReadOnlyList<Guid>? Links = null) : ITenantMessage;

/// <summary>The same, for what belongs to no body: the account, and mails that were kept.</summary>
/// <param name="Provider">The configured name of the token server that knows the subject.</param>
/// <param name="Email">The address they were known by; null for none.</param>
public sealed record AccountErased(Guid PersonId, string Provider, string Subject, string? Email, DateTime At) : IPlatformMessage;
