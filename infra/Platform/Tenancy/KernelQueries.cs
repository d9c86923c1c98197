using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Platform.Tenancy;

/// <summary>
/// What the kernel reads at each write and at each message, compiled once: EF Core takes every other expression apart again at each call.
/// A compiled query is of one model, so each host has its own.
/// </summary>
public sealed class KernelQueries
{
    internal Func<ServiceDb, Task<AuditHead?>> AuditHead { get; } = EF.CompileAsyncQuery((ServiceDb db) => db.AuditHeads.AsTracking().FirstOrDefault());

    internal Func<ServiceDb, Guid, string, Task<bool>> IsDone { get; } = EF.CompileAsyncQuery((ServiceDb db, Guid messageId, string endpoint) =>
        db.Inbox.Any(i => i.MessageId == messageId && i.Endpoint == endpoint));

    internal Func<ServiceDb, Guid, ShareSubject, IAsyncEnumerable<SharePolicyCopy>> SharedWith { get; } = EF.CompileAsyncQuery((ServiceDb db, Guid child, ShareSubject subject) =>
        db.SharePolicies.AsNoTracking().Where(p => p.ChildId == child && p.Subject == subject && p.Level >= ShareLevel.ProgressOnly));

    internal Func<ServiceDb, Guid, Guid, ShareSubject, Task<SharePolicyCopy?>> Policy { get; } = EF.CompileAsyncQuery((ServiceDb db, Guid child, Guid parent, ShareSubject subject) =>
        db.SharePolicies.AsNoTracking().FirstOrDefault(p => p.ChildId == child && p.ParentId == parent && p.Subject == subject));

    internal Func<ServiceDb, ShareSubject, Task<SharedProjection?>> Projection { get; } = EF.CompileAsyncQuery((ServiceDb db, ShareSubject subject) =>
        db.Set<SharedProjection>().AsTracking().FirstOrDefault(p => p.Subject == subject));

    internal Func<ServiceDb, Guid, ShareSubject, Task<SharedHeader?>> Header { get; } = EF.CompileAsyncQuery((ServiceDb db, Guid owner, ShareSubject subject) =>
        db.SharedHeaders.AsTracking().FirstOrDefault(h => h.OwnerId == owner && h.Subject == subject));
}
