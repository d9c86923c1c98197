using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace OpenDataAnimation.Testing;

/// <summary>Copies what is about to be saved into the mirror and has it write the same batches.</summary>
internal sealed class MirroringSaves : SaveChangesInterceptor
{
    public static MirroringSaves Instance { get; } = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Mirror(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Mirror(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Mirror(DbContext db)
    {
        var changes = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        if (changes.Count == 0)
        {
            return;
        }

        SqlServerText.Mirror(db, "write", string.Join(", ", changes.Select(c => $"{c.State} {c.Metadata.ShortName()}").Distinct()), mirror =>
        {
            var adapter = mirror.GetService<IUpdateAdapterFactory>().CreateStandalone();
            var copies = changes.Select(c => Copy(c, adapter)).ToList();
            var connection = mirror.GetService<IRelationalConnection>();
            foreach (var batch in mirror.GetService<ICommandBatchPreparer>().BatchCommands(copies, adapter))
            {
                try
                {
                    batch.Execute(connection);
                }
                catch (DbUpdateException)
                {
                    // No row came back; the next batch is written down all the same.
                }
            }
        });
    }

    private static IUpdateEntry Copy(EntityEntry original, IUpdateAdapter adapter)
    {
        var type = adapter.Model.FindEntityType(original.Metadata.Name)!;
        var values = original.Properties.Where(p => !p.IsTemporary).ToDictionary(p => p.Metadata.Name, p => p.CurrentValue);
        var copy = adapter.CreateEntry(values, type);
        copy.EntityState = original.State;
        foreach (var property in original.Properties.Where(p => original.State != EntityState.Added))
        {
            var own = type.FindProperty(property.Metadata.Name)!;
            copy.SetOriginalValue(own, property.OriginalValue);
            if (property.IsModified)
            {
                copy.SetPropertyModified(own);
            }
        }

        return copy;
    }
}

/// <summary>SQL written by hand has no text for another provider: it is named, so that a test can say which there may be.</summary>
internal sealed class RawSqlCounter : DbCommandInterceptor
{
    public static RawSqlCounter Instance { get; } = new();

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (eventData is { CommandSource: CommandSource.ExecuteSqlRaw or CommandSource.FromSqlQuery, Context: { } db })
        {
            SqlServerText.Write("raw", db, result.CommandText);
        }

        return result;
    }
}
