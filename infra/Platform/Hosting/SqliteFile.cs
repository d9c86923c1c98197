using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenDataAnimation.Platform.Tenancy;
using SQLitePCL;

namespace OpenDataAnimation.Platform.Hosting;

/// <summary>One SQLite file per service, in the data folder.</summary>
public static class SqliteFile
{
    public static string PathOf(ServiceSettings settings) => Path.Combine(settings.DataFolder, settings.Service + ".db");

    public static string ConnectionString(ServiceSettings settings) => new SqliteConnectionStringBuilder
    {
        DataSource = PathOf(settings),
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    /// <summary>A damaged file is found at start, not in the middle of someone's work.</summary>
    /// <exception cref="StartUpException">The file is damaged or not a database.</exception>
    public static void Check(ServiceSettings settings)
    {
        var file = PathOf(settings);
        if (!File.Exists(file))
        {
            return;
        }

        try
        {
            using var connection = new SqliteConnection(ConnectionString(settings));
            connection.Open();
            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA quick_check(1)";
            if (check.ExecuteScalar() as string is var result && result != "ok")
            {
                throw new StartUpException($"The database {file} is damaged ({result}). Restore it from a backup.");
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26)
        {
            throw new StartUpException($"The database {file} is damaged or is not a SQLite database. Restore it from a backup.", e);
        }
    }

    /// <summary>
    /// Holds the file for this process alone: a second one would undo the first one's migration and deliver its outbox twice.
    /// The system lets go of it whichever way the process ends.
    /// </summary>
    /// <exception cref="StartUpException">Another process holds it, and still does after some seconds.</exception>
    public static async Task<FileStream> HoldAsync(ServiceSettings settings, CancellationToken ct)
    {
        Directory.CreateDirectory(settings.DataFolder);
        // A process that was told to end may need a moment.
        for (var left = 50; ; left--)
        {
            try
            {
                return new FileStream(PathOf(settings) + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (left > 0)
            {
                await Task.Delay(200, ct);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StartUpException($"The database {PathOf(settings)} is in use by another process of the same service, or its folder cannot be written; several copies of a service need SQL Server.", e);
            }
        }
    }

    /// <summary>Migrates only when something is pending, after a copy of the file, and past a lock that a killed start left.</summary>
    /// <exception cref="StartUpException">The file is damaged or cannot be written.</exception>
    public static async Task MigrateAsync(DbContext db, ServiceSettings settings, TimeProvider clock, CancellationToken ct)
    {
        Directory.CreateDirectory(settings.DataFolder);
        Check(settings);
        // The file is held by this process alone: a lock row can only be a dead one's.
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        if ((await db.Database.GetAppliedMigrationsAsync(ct)).Any())
        {
            var backup = $"{PathOf(settings)}.{clock.GetUtcNow():yyyyMMddHHmmss}.before-{pending[^1]}";
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {backup}", ct);
        }

        await db.Database.MigrateAsync(ct);
    }

    /// <summary>
    /// Writers do not stop readers; a commit does not wait for the disk, <see cref="LogFlush"/> does; and pages are read where the system keeps
    /// them, without a copy.
    /// Said once to each native connection: the pool hands it out again as it was.
    /// </summary>
    public sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Said = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;";

        private readonly ConditionalWeakTable<sqlite3, string> _told = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (IsNew(connection))
            {
                using var command = connection.CreateCommand();
                command.CommandText = Said;
                command.ExecuteNonQuery();
            }
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (IsNew(connection))
            {
                await using var command = connection.CreateCommand();
                command.CommandText = Said;
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        private bool IsNew(DbConnection connection) => _told.TryAdd(((SqliteConnection)connection).Handle!, Said);
    }
}

/// <summary>The product cannot start, for a reason its operator can mend; the message is one sentence for them.</summary>
public sealed class StartUpException(string message, Exception? inner = null) : Exception(message, inner);
