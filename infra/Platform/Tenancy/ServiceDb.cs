using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Sharing;

namespace OpenDataAnimation.Platform.Tenancy;

/// <summary>What a service's database needs from its host, in one parameter.</summary>
public sealed record DbEnvironment(CurrentScope Scope, TimeProvider Clock, WriteGate Gate, LogFlush Log, Outlets Outlets, KernelQueries Queries);

/// <summary>
/// A service's database. Reads see the rows of the scope's body only; a save that touches another body's rows, or more
/// than the scope allows, throws. Changes, their messages and their audit entry are one transaction.
/// </summary>
public abstract class ServiceDb(DbContextOptions options, DbEnvironment environment) : DbContext(options)
{
    /// <summary>The names of the query filters, for what reads past them on purpose.</summary>
    public const string TenantFilter = "tenant", DeletedFilter = "deleted";

    private bool _holdsGate;
    private long _unsealed;

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();
    public DbSet<BodyCopy> Bodies => Set<BodyCopy>();
    public DbSet<AttachmentCopy> Attachments => Set<AttachmentCopy>();
    public DbSet<SharePolicyCopy> SharePolicies => Set<SharePolicyCopy>();
    public DbSet<MembershipCopy> Memberships => Set<MembershipCopy>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<AuditValue> AuditValues => Set<AuditValue>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<ReadTrace> ReadTraces => Set<ReadTrace>();
    public DbSet<SharedHeader> SharedHeaders => Set<SharedHeader>();

    /// <summary>The scope this context works for.</summary>
    /// <exception cref="TenancyException">None was opened.</exception>
    public TenantScope Scope => environment.Scope.Value;

    /// <summary>Whether a scope was opened; work of the platform has none.</summary>
    public bool HasScope => environment.Scope.IsOpen;

    public DateTime Now => environment.Clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Read by the query filter. A member of this instance, so that EF Core evaluates it anew for each context: a captured
    /// constant or service would freeze the first tenant into the compiled model.
    /// </summary>
    private Guid ScopeTenantId => environment.Scope.Value.TenantId;

    internal DbEnvironment Environment => environment;

    /// <summary>For whom the next command works, as SQL Server is told; null before the scope is opened.</summary>
    internal Guid? TenantOfScope => environment.Scope.IsOpen ? environment.Scope.Value.TenantId : null;

    /// <summary>Adds a message that is sent once the change it tells of is committed.</summary>
    /// <param name="notBefore">For messages that must wait, UTC.</param>
    public void Send(IMessage message, DateTime? notBefore = null) =>
        Outbox.AddRange(environment.Outlets.For(message, Now, notBefore));

    /// <summary>Says something again to one service alone; with a broker the others hear it too, and drop what they know.</summary>
    public void SendTo(string service, IMessage message) =>
        Outbox.AddRange(environment.Outlets.For(message, Now, null, service));

    /// <summary>Notes an act in the body's audit chain, within the same save.</summary>
    /// <param name="act">A stable name in the past, such as <c>action-adopted</c>.</param>
    /// <param name="details">Small, without personal data: ids and states.</param>
    /// <param name="values">Names, and values before and after: kept beside the chain, where they can be erased.</param>
    public void Record(string act, string subjectKind, Guid subjectId, object? details = null, object? values = null)
    {
        var kept = values is null ? null : AuditValues.Add(AuditValue.Of(Scope.TenantId, values)).Entity;
        Audit.Add(AuditEntry.Of(Scope, act, subjectKind, subjectId, details, Now, --_unsealed, kept));
    }

    /// <summary>A write that begins with reads: takes the writer's place before the first of them.</summary>
    /// <param name="afterRequests">For work that no one waits for: see <see cref="WriteGate"/>.</param>
    public async Task<WriteTransaction> BeginWriteAsync(CancellationToken ct, bool afterRequests = false)
    {
        var pass = await environment.Gate.EnterAsync(ct, afterRequests);
        try
        {
            // SQLite: BEGIN IMMEDIATE, so that what was read cannot be changed by another process before the write.
            var transaction = await Database.BeginTransactionAsync(ct);
            _holdsGate = true;
            return new WriteTransaction(transaction, environment, () =>
            {
                _holdsGate = false;
                pass?.Dispose();
            });
        }
        catch
        {
            pass?.Dispose();
            throw;
        }
    }

    /// <summary>Drops the body's traces of reading that are older than this.</summary>
    public virtual Task ForgetReadsAsync(DateOnly before, CancellationToken ct) => ForgetAsync(ReadTraces.Where(t => t.Day < before), ct);

    /// <summary>Removes for good what was deleted in the scope's body before this instant: nobody can bring it back any more.</summary>
    /// <returns>How many rows, what they were made of not counted.</returns>
    public virtual Task<int> PurgeDeletedAsync(DateTime before, CancellationToken ct) => new Purge(this).OfDeletedAsync(before, ct);

    /// <summary>
    /// Removes one row of the scope's body for good, with its parts and with the names and values that the audit holds of it. In the caller's
    /// transaction; its save writes the entry.
    /// </summary>
    /// <param name="act">As in <see cref="Record"/>.</param>
    public Task RemoveForGoodAsync<T>(Guid id, string act, CancellationToken ct) where T : class, ITenantOwned =>
        new Purge(this).ForGoodAsync(Model.FindEntityType(typeof(T))!, [id], act, ct);

    /// <summary>
    /// Takes the person's name out of this service's rows of the scope's body; the caller saves. Only for a name that the service wrote
    /// beside an id: it reads other names from <see cref="Memberships"/>, which lose theirs by themselves. May run twice.
    /// </summary>
    protected internal virtual Task ForgetNameAsync(PersonErased person, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Deletes rows of the scope's body for good.</summary>
    /// <returns>How many.</returns>
    protected async Task<int> ForgetAsync<T>(IQueryable<T> old, CancellationToken ct) where T : class, ITenantOwned
    {
        if (!await old.AnyAsync(ct))
        {
            return 0;
        }

        await using var write = await BeginWriteAsync(ct);
        var rows = await old.ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
        return rows;
    }

    /// <summary>The rows of the scope's body, deleted ones included. The only way past a query filter.</summary>
    public IQueryable<T> WithDeleted<T>() where T : class, ITenantOwned, IRestorable =>
        Set<T>().IgnoreQueryFilters([DeletedFilter]);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        // Looked for once: each look at the tracker would compare every property again.
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            GuardTenants();
            RaiseVersions();
            if (_holdsGate)
            {
                await SealAuditAsync(cancellationToken);
                return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            }

            int rows;
            using (await environment.Gate.EnterAsync(cancellationToken))
            {
                await SealAuditAsync(cancellationToken);
                rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            }

            await environment.Log.WaitAsync();
            environment.Outlets.Wake();
            return rows;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveChangesAsync: the writer's gate must not be waited for on a thread.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite cannot order DateTimeOffset; an instant is a UTC DateTime everywhere, and says so when it is read.
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        PlatformModel.Configure(modelBuilder);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => !t.IsOwned()).ToList())
        {
            if (type.ClrType.IsAssignableTo(typeof(ITenantOwned)))
            {
                typeof(ServiceDb).GetMethod(nameof(OwnByTenant), BindingFlags.NonPublic | BindingFlags.Instance)!
                    .MakeGenericMethod(type.ClrType).Invoke(this, [modelBuilder]);
            }
        }

        foreach (var key in modelBuilder.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()).Where(k => !k.IsOwnership))
        {
            // A cascade could reach past the tenant; relations are undone in the handler that knows why.
            key.DeleteBehavior = DeleteBehavior.ClientNoAction;
        }
    }

    private void OwnByTenant<T>(ModelBuilder model) where T : class, ITenantOwned
    {
        var entity = model.Entity<T>();
        entity.Property(e => e.TenantId).IsConcurrencyToken();
        if (Database.IsSqlServer())
        {
            entity.HasTenantColumn();
        }

        if (typeof(T).GetProperty("Id") is not null && entity.Metadata.FindPrimaryKey()?.Properties is not [{ Name: "TenantId" }, ..])
        {
            entity.HasKey("TenantId", "Id");
            entity.Property("Id").ValueGeneratedNever();
        }

        entity.HasQueryFilter(TenantFilter, e => e.TenantId == ScopeTenantId);
        if (typeof(T).IsAssignableTo(typeof(IRestorable)))
        {
            entity.HasQueryFilter(DeletedFilter, NotDeleted<T>());
        }

        if (typeof(T).IsAssignableTo(typeof(IVersioned)))
        {
            entity.Property(nameof(IVersioned.Version)).IsConcurrencyToken();
        }
    }

    private static Expression<Func<T, bool>> NotDeleted<T>()
    {
        var row = Expression.Parameter(typeof(T), "e");
        var deletedAt = Expression.Property(row, nameof(IRestorable.DeletedAt));
        return Expression.Lambda<Func<T, bool>>(Expression.Equal(deletedAt, Expression.Constant(null, typeof(DateTime?))), row);
    }

    /// <summary>
    /// Both values count: a stub with my TenantId and someone else's key misses by its key, a tracked row moved to
    /// another tenant is caught here.
    /// </summary>
    private void GuardTenants()
    {
        foreach (var entry in ChangeTracker.Entries<ITenantOwned>())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
            {
                continue;
            }

            var scope = Scope;
            var tenant = entry.Property(nameof(ITenantOwned.TenantId));
            var before = entry.State == EntityState.Added ? scope.TenantId : (Guid)tenant.OriginalValue!;
            if (before != scope.TenantId || (Guid)tenant.CurrentValue! != scope.TenantId)
            {
                throw new TenancyException($"A {entry.Metadata.ShortName()} of another tenant was about to be written.");
            }

            if (!scope.Writes.Allow(entry.Metadata.ClrType))
            {
                throw new TenancyException($"This scope ({scope.Reason}) may not write a {entry.Metadata.ShortName()}.");
            }
        }
    }

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(e => e.State == EntityState.Modified))
        {
            var version = entry.Property(nameof(IVersioned.Version));
            version.CurrentValue = (int)version.OriginalValue! + 1;
        }
    }

    /// <summary>Numbers and chains the new audit entries; runs inside the gate, and a race on SQL Server fails on the head.</summary>
    private async Task SealAuditAsync(CancellationToken ct)
    {
        var entries = ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).Where(e => e.Sequence <= 0)
            .OrderByDescending(e => e.Sequence).ToList();
        if (entries.Count == 0)
        {
            return;
        }

        // Read anew at each save: others may have written since.
        foreach (var old in ChangeTracker.Entries<AuditHead>().ToList())
        {
            old.State = EntityState.Detached;
        }

        var head = await environment.Queries.AuditHead(this) ?? AuditHeads.Add(new AuditHead { TenantId = Scope.TenantId }).Entity;
        foreach (var entry in entries)
        {
            entry.Seal(head.Sequence + 1, head.Hash);
            (head.Sequence, head.Hash) = (entry.Sequence, entry.Hash);
        }

        ChangeTracker.DetectChanges();
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        v => v.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(v, DateTimeKind.Utc) : v.ToUniversalTime(),
        v => DateTime.SpecifyKind(v, DateTimeKind.Utc));
}

/// <summary>A write transaction that holds the writer's place; not committed, it is rolled back.</summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction _transaction;
    private readonly DbEnvironment _environment;
    private readonly Action _leave;

    internal WriteTransaction(IDbContextTransaction transaction, DbEnvironment environment, Action leave) =>
        (_transaction, _environment, _leave) = (transaction, environment, leave);

    /// <summary>Returns once the change is on the disk; the writer's place is free before.</summary>
    /// <param name="flushed">False for one of many that wait for the disk together.</param>
    public async Task CommitAsync(CancellationToken ct, bool flushed = true)
    {
        await _transaction.CommitAsync(ct);
        // Gives the connection back: the pool hands it to the next writer, with the pages it knows.
        await _transaction.DisposeAsync();
        _leave();
        if (flushed)
        {
            await _environment.Log.WaitAsync();
        }

        _environment.Outlets.Wake();
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        _leave();
    }
}
