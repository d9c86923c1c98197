namespace OpenDataAnimation.Contracts;

/// <summary>What a body shares on a subject may have changed: the service that owns it projects it anew and delivers it.</summary>
/// <param name="TenantId">The child that shares.</param>
/// <param name="Service">The service whose projection is due.</param>
/// <param name="Force">Deliver even what did not change, for a resend.</param>
public sealed record ShareDue(Guid TenantId, string Service, ShareSubject Subject, bool Force, DateTime At) : ITenantMessage, ICoalesced, IForService
{
    public string CoalesceKey => $"{TenantId:N}/{Service}/{Subject}/{Force}";
}

/// <summary>What a child shares with one parent, whole, or (<paramref name="Content"/> null) that it no longer does.</summary>
/// <param name="TenantId">The parent it is delivered to.</param>
/// <param name="OwnerId">The child it tells of.</param>
/// <param name="Epoch">The share policy's; anything lower than what was seen is dropped.</param>
/// <param name="Version">Of the child's projection; within an epoch, the highest wins.</param>
/// <param name="Content">The projection as JSON.</param>
public sealed record SharedDelivered(
    Guid TenantId, Guid OwnerId, string Service, ShareSubject Subject, int Epoch, int Version, string? Content, DateTime At) : ITenantMessage, IForService;
