using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OpenDataAnimation.Platform.Audit;

namespace OpenDataAnimation.Platform.Tenancy;

/// <summary>
/// Removes rows of the scope's body for good, with what they are made of: found in the model, so that a new table is never forgotten.
/// What must point to such a row goes with it; what may point to it points to nothing afterwards.
/// </summary>
internal sealed class Purge(ServiceDb db)
{
    /// <summary>How many rows one transaction removes: others wait for the writer's place meanwhile.</summary>
    public const int Batch = 100;

    private static readonly MethodInfo Due = Own(nameof(DueAsync)), Parts = Own(nameof(PartsAsync)), Clears = Own(nameof(ClearAsync)), Removes = Own(nameof(RemoveAsync));

    /// <returns>How many rows were removed, their parts not counted.</returns>
    public async Task<int> OfDeletedAsync(DateTime before, CancellationToken ct)
    {
        var removed = 0;
        foreach (var type in db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(ITenantOwned)) && t.ClrType.IsAssignableTo(typeof(IRestorable))).ToList())
        {
            List<Guid> due;
            do
            {
                // Looked up before the writer's place is taken: most bodies have nothing due.
                due = await CallAsync<List<Guid>>(Due, type, before, ct);
                if (due.Count > 0)
                {
                    await using var write = await db.BeginWriteAsync(ct, afterRequests: true);
                    await ForGoodAsync(type, due, "deleted-for-good", ct);
                    await db.SaveChangesAsync(ct);
                    await write.CommitAsync(ct);
                    db.ChangeTracker.Clear();
                    removed += due.Count;
                }
            }
            while (due.Count == Batch);
        }

        return removed;
    }

    /// <summary>In the caller's transaction, whose save writes the entries: one for each row, and one for the names and values that go from the audit.</summary>
    /// <exception cref="TenancyException">The scope may not write such rows.</exception>
    public async Task ForGoodAsync(IEntityType type, List<Guid> ids, string act, CancellationToken ct)
    {
        // What is deleted without being loaded passes no save guard.
        if (!db.Scope.Writes.Allow(type.ClrType))
        {
            throw new TenancyException($"This scope ({db.Scope.Reason}) may not remove a {type.ShortName()}.");
        }

        var parts = await RemovePartsAsync(type, ids, ct);
        await CallAsync<int>(Removes, type, "Id", ids, ct);
        var gone = parts.Concat(ids).ToList();
        await db.EraseValuesAsync(db.Audit.Where(e => gone.Contains(e.SubjectId)), ct);
        foreach (var id in ids)
        {
            db.Record(act, KindOf(type), id);
        }
    }

    /// <summary>As people read it in an entry: <c>plan-action</c> of PlanAction.</summary>
    private static string KindOf(IEntityType type) => string.Concat(type.ShortName().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <returns>The ids of the parts that went.</returns>
    private async Task<List<Guid>> RemovePartsAsync(IEntityType type, List<Guid> ids, CancellationToken ct)
    {
        var gone = new List<Guid>();
        foreach (var key in type.GetReferencingForeignKeys().Where(k => !k.IsOwnership))
        {
            var (part, column) = (key.DeclaringEntityType, key.Properties[^1]);
            if (!key.IsRequired)
            {
                await CallAsync<int>(Clears, part, column.Name, ids, ct);
                continue;
            }

            if (part.FindProperty("Id") is not null)
            {
                foreach (var some in (await CallAsync<List<Guid>>(Parts, part, column.Name, ids, ct)).Chunk(Batch))
                {
                    gone.AddRange(await RemovePartsAsync(part, [.. some], ct));
                    gone.AddRange(some);
                }
            }

            await CallAsync<int>(Removes, part, column.Name, ids, ct);
        }

        return gone;
    }

    private Task<List<Guid>> DueAsync<T>(DateTime before, CancellationToken ct) where T : class, ITenantOwned, IRestorable =>
        db.WithDeleted<T>().Where(e => e.DeletedAt < before).OrderBy(e => e.DeletedAt).Select(e => EF.Property<Guid>(e, "Id")).Take(Batch).ToListAsync(ct);

    private Task<List<Guid>> PartsAsync<T>(string column, List<Guid> ids, CancellationToken ct) where T : class =>
        All<T>().Where(e => ids.Contains(EF.Property<Guid>(e, column))).Select(e => EF.Property<Guid>(e, "Id")).ToListAsync(ct);

    private Task<int> ClearAsync<T>(string column, List<Guid> ids, CancellationToken ct) where T : class =>
        All<T>().Where(e => ids.Contains(EF.Property<Guid?>(e, column)!.Value)).ExecuteUpdateAsync(s => s.SetProperty(e => EF.Property<Guid?>(e, column), (Guid?)null), ct);

    private Task<int> RemoveAsync<T>(string column, List<Guid> ids, CancellationToken ct) where T : class =>
        All<T>().Where(e => ids.Contains(EF.Property<Guid>(e, column))).ExecuteDeleteAsync(ct);

    /// <summary>The body's rows, deleted ones included: the tenant filter stays.</summary>
    private IQueryable<T> All<T>() where T : class => db.Set<T>().IgnoreQueryFilters([ServiceDb.DeletedFilter]);

    private Task<TResult> CallAsync<TResult>(MethodInfo method, IEntityType type, params object[] arguments) =>
        (Task<TResult>)method.MakeGenericMethod(type.ClrType).Invoke(this, arguments)!;

    private static MethodInfo Own(string name) => typeof(Purge).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Instance)!;
}
