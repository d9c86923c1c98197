namespace OpenDataAnimation.Contracts;

/// <summary>A secret of an API client, as a hash, and until when it is taken.</summary>
public sealed record ClientSecret(string Hash, DateTime? Until);

/// <summary>An API client of a body, whole: the token server lets it in by these secrets, for these scopes. The highest version wins.</summary>
/// <param name="TenantId">The body it belongs to; a client never changes hands.</param>
/// <param name="Scopes">Names of services, with <c>.read</c> behind those that it may only read.</param>
/// <param name="Until">When it ends by itself.</param>
/// <param name="Secrets">Of 256 random bits each: hexadecimal SHA-256. None once it is revoked.</param>
public sealed record ApiClientChanged(
    Guid TenantId, string ClientId, int Version, string Name, string[] Scopes, DateTime? Until, ClientSecret[] Secrets, DateTime At) : ITenantMessage;

/// <summary>An API client asked for a token; told now and then, not each time.</summary>
public sealed record ApiClientUsed(Guid TenantId, string ClientId, DateTime At) : ITenantMessage;
