namespace OpenDataAnimation.Contracts;

/// <summary>Someone hands over to another member of the body: what they pilot there is the other's from now on.</summary>
public sealed record MemberHandedOver(Guid TenantId, Guid From, Guid To, Guid By, DateTime At) : ITenantMessage;
