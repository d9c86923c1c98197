using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Access;

/// <summary>Proof of what is seen: a person of a parent read this subject of the body on this day.</summary>
public sealed class ReadTrace : ITenantOwned
{
    public Guid TenantId { get; private set; }
    public DateOnly Day { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid ParentId { get; private set; }
    public ShareSubject Subject { get; private set; }
    public DateTime FirstAt { get; private set; }

    public static ReadTrace Of(TenantScope scope, ShareSubject subject, DateTime now) => new()
    {
        TenantId = scope.TenantId,
        Day = DateOnly.FromDateTime(now),
        PersonId = scope.PersonId!.Value,
        ParentId = scope.ReadAs!.Value,
        Subject = subject,
        FirstAt = now,
    };
}
