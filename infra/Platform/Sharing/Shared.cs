using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Sharing;

/// <summary>
/// Sharing by delivery: what a child shares on one subject is projected in the child's scope, sent as a message, and kept as
/// a row of the parent. A service says what is projected and how the row is filled; the rest is here, once.
/// </summary>
/// <remarks>
/// Lost, doubled, late and crossed messages are all harmless: each delivery is whole and carries (epoch, version), the header
/// keeps the highest seen, and a row counts only while its epoch is the current policy's.
/// </remarks>
public abstract class Shared<TRow> : IShared where TRow : class, ISharedRow
{
    private static readonly Func<ServiceDb, Guid, Task<TRow?>> Kept = EF.CompileAsyncQuery((ServiceDb db, Guid owner) => db.Set<TRow>().FirstOrDefault(r => r.OwnerId == owner));

    public abstract ShareSubject Subject { get; }

    /// <summary>The child's projection as JSON, from its own rows, in its scope. No title, text, person or document under "progress only".</summary>
    public abstract Task<string> ProjectAsync(CancellationToken ct);

    /// <summary>The parent's row for this content: the existing one changed, or a new one.</summary>
    public abstract TRow Place(TRow? existing, Guid tenantId, Guid ownerId, int epoch, string content);

    async Task IShared.PlaceAsync(ServiceDb db, SharedDelivered message, CancellationToken ct)
    {
        var existing = await Kept(db, message.OwnerId);
        if (message.Content is null)
        {
            if (existing is not null)
            {
                db.Remove(existing);
            }

            return;
        }

        var row = Place(existing, message.TenantId, message.OwnerId, message.Epoch, message.Content);
        if (existing is null)
        {
            db.Add(row);
        }
    }

    Task<List<Guid>> IShared.OwnersAsync(ServiceDb db, CancellationToken ct) => db.Set<TRow>().Select(r => r.OwnerId).ToListAsync(ct);

    async Task<IReadOnlyList<string>> IShared.DifferAsync(ServiceDb db, Guid parentId, Guid ownerId, int epoch, string content, CancellationToken ct)
    {
        if (await db.Set<TRow>().AsNoTracking().FirstOrDefaultAsync(r => r.OwnerId == ownerId, ct) is not { } kept)
        {
            return ["it is shared and not kept"];
        }

        var (stored, recomputed) = (db.Entry(kept), db.Entry(Place(null, parentId, ownerId, epoch, content)));
        return [.. stored.Metadata.GetProperties().Where(p => !p.IsShadowProperty() && !Equals(stored.Property(p).CurrentValue, recomputed.Property(p).CurrentValue)).Select(p => $"{p.Name} is another")];
    }
}

/// <summary>What Platform sees of a <see cref="Shared{TRow}"/>.</summary>
public interface IShared
{
    ShareSubject Subject { get; }

    Task<string> ProjectAsync(CancellationToken ct);

    internal Task PlaceAsync(ServiceDb db, SharedDelivered message, CancellationToken ct);

    /// <summary>The children of whom the scope's body keeps a row.</summary>
    internal Task<List<Guid>> OwnersAsync(ServiceDb db, CancellationToken ct);

    /// <summary>In what the parent's row is not what this content makes of a new one; in the parent's scope.</summary>
    internal Task<IReadOnlyList<string>> DifferAsync(ServiceDb db, Guid parentId, Guid ownerId, int epoch, string content, CancellationToken ct);
}

public static class SharingRegistration
{
    /// <summary>Declares what this service shares on a subject; at most one per subject.</summary>
    public static IServiceCollection Share<TShared, TRow>(this IServiceCollection services)
        where TShared : Shared<TRow> where TRow : class, ISharedRow =>
        services.AddScoped<IShared, TShared>();

    /// <summary>Says, within the save of a change, that what the scope's body shares may be another now.</summary>
    public static void ShareLater(this ServiceDb db, string service, ShareSubject subject, bool force = false) =>
        db.Send(new ShareDue(db.Scope.TenantId, service, subject, force, db.Now));
}

/// <summary>Projects what a child shares, and delivers it to each parent whose policy allows it.</summary>
internal sealed class DeliverShared(ServiceDb db, CurrentScope scope, IEnumerable<IShared> shared, ServiceSettings settings) : IConsume<ShareDue>
{
    public async Task ConsumeAsync(ShareDue message, CancellationToken ct)
    {
        // A broker's queue of this service hears of every service's projections. Two of one subject would overwrite each other: it fails.
        if (message.Service != settings.Service || shared.SingleOrDefault(s => s.Subject == message.Subject) is not { } mine)
        {
            return;
        }

        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(ShareDue)));
        var policies = await db.Environment.Queries.SharedWith(db, message.TenantId, message.Subject).ToListAsync(ct);
        if (policies.Count == 0)
        {
            return;
        }

        var content = await mine.ProjectAsync(ct);
        var last = await db.Environment.Queries.Projection(db, message.Subject);
        if (last is not null && last.Content == content && !message.Force)
        {
            return;
        }

        last ??= db.Set<SharedProjection>().Add(new SharedProjection { TenantId = message.TenantId, Subject = message.Subject }).Entity;
        last.Version++;
        last.Content = content;
        foreach (var policy in policies)
        {
            db.Send(new SharedDelivered(policy.ParentId, message.TenantId, settings.Service, message.Subject, policy.Epoch, last.Version, content, db.Now));
        }

        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Keeps what a child delivers among the parent's own rows, or takes it away.</summary>
internal sealed class KeepShared(ServiceDb db, CurrentScope scope, IEnumerable<IShared> shared, ServiceSettings settings) : IConsume<SharedDelivered>
{
    public async Task ConsumeAsync(SharedDelivered message, CancellationToken ct)
    {
        if (message.Service != settings.Service || shared.FirstOrDefault(s => s.Subject == message.Subject) is not { } mine)
        {
            return;
        }

        scope.Open(TenantScope.ForMessage(message.TenantId, nameof(SharedDelivered)));
        var header = await db.Environment.Queries.Header(db, message.OwnerId, message.Subject);
        if (header is not null && (message.Epoch, message.Version).CompareTo((header.Epoch, header.Version)) <= 0)
        {
            return;
        }

        // A forged or late message of a body that shares nothing with this parent leaves no row.
        var policy = await db.Environment.Queries.Policy(db, message.OwnerId, message.TenantId, message.Subject);
        if (policy is null || message.Epoch < policy.Epoch || (message.Content is not null && message.Epoch == policy.Epoch && policy.Level == ShareLevel.Nothing))
        {
            return;
        }

        header ??= db.SharedHeaders.Add(new SharedHeader { TenantId = message.TenantId, OwnerId = message.OwnerId, Subject = message.Subject }).Entity;
        (header.Epoch, header.Version, header.Removed) = (message.Epoch, message.Version, message.Content is null);
        await mine.PlaceAsync(db, message, ct);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Keeps what a child shares with whom; when that changes, what it shares is delivered anew or taken back.</summary>
internal sealed class KeepSharePolicy(ServiceDb db, AccessBook book, IEnumerable<IShared> shared, ServiceSettings settings)
    : IConsume<SharePolicyChanged>, IAfterCommit<SharePolicyChanged>
{
    public async Task ConsumeAsync(SharePolicyChanged message, CancellationToken ct)
    {
        var raised = await db.ApplyAsync(message, ct);
        if (raised && shared.Any(s => s.Subject == message.Subject))
        {
            db.Send(message.Level >= ShareLevel.ProgressOnly
                ? new ShareDue(message.TenantId, settings.Service, message.Subject, Force: true, db.Now)
                : new SharedDelivered(message.ParentId, message.TenantId, settings.Service, message.Subject, message.Epoch, int.MaxValue, null, db.Now));
        }

        await db.SaveChangesAsync(ct);
    }

    public void Committed(SharePolicyChanged message) => book.ForgetChild(message.TenantId);
}
