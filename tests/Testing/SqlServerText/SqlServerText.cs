using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Testing;

/// <summary>
/// What the tests ask of SQLite is asked of the SQL Server provider as well, in the same scope and with the same values, over a
/// connection that writes down each text and answers nothing. tests/SqlServer.Tests parses what was written. On when
/// <c>ODA_SQLSERVER_TEXT</c> names a folder: <c>tests/run</c> sets it for the HTTP tests, so that none runs twice.
/// </summary>
public static class SqlServerText
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("ODA_SQLSERVER_TEXT");
    private static readonly ConcurrentDictionary<(string Kind, string Text), byte> Seen = [];
    private static readonly ConditionalWeakTable<DbContext, DbContext> Mirrors = [];
    private static readonly Lock Writing = new();

    /// <summary>One line of the record.</summary>
    /// <param name="Kind">query, write, raw (SQL written by hand, which no provider can translate) or failed (with the reason as text).</param>
    public sealed record Line(string Kind, string Context, string Text);

    public static void AlsoAsSqlServer<TDb>(this IServiceCollection services) where TDb : DbContext
    {
        if (Folder is not null)
        {
            services.ConfigureDbContext<TDb>(o => MirroringCompiler.Replace(o).AddInterceptors(MirroringSaves.Instance, RawSqlCounter.Instance));
        }
    }

    internal static void Write(string kind, DbContext db, string text)
    {
        if (!Seen.TryAdd((kind, text), 0))
        {
            return;
        }

        lock (Writing)
        {
            Directory.CreateDirectory(Folder!);
            File.AppendAllText(Path.Combine(Folder!, $"{AppDomain.CurrentDomain.FriendlyName}-{Environment.ProcessId}.jsonl"),
                JsonSerializer.Serialize(new Line(kind, db.GetType().Name, text)) + "\n");
        }
    }

    /// <summary>Does on the mirror what is done on SQLite; a text that does not come of it is a failure with its reason.</summary>
    internal static void Mirror(DbContext db, string kind, string what, Action<DbContext> work)
    {
        if (db.Database.IsSqlServer())
        {
            return;
        }

        var mirror = Mirrors.GetValue(db, MirrorOf);
        var connection = (RecordingConnection)mirror.Database.GetDbConnection();
        connection.Recorded = text => Write(kind, mirror, text);
        var before = connection.Count;
        try
        {
            work(mirror);
        }
        catch (Exception e) when (e is InvalidOperationException or DbUpdateException && connection.Count > before)
        {
            // The text is there; that no row came back was to be expected.
        }
        catch (TenancyException)
        {
            // No scope: refused before there is any text, on SQLite just the same.
            return;
        }
        catch (Exception e)
        {
            Write("failed", mirror, $"{e.GetType().Name}: {e.Message}\n{what}");
            return;
        }

        if (connection.Count == before)
        {
            Write("failed", mirror, $"No command was made.\n{what}");
        }
    }

    private static DbContext MirrorOf(DbContext db)
    {
        var type = db.GetType().Assembly.GetTypes().Single(t => t.BaseType == db.GetType() && t.Name.EndsWith("SqlServer", StringComparison.Ordinal));
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        options.UseSqlServer(new RecordingConnection()).AddInterceptors(Reroot.Instance);
        if (db is not ServiceDb service)
        {
            return (DbContext)Activator.CreateInstance(type, options.Options)!;
        }

        options.WithWall();
        // The same scope, clock and outlets: the mirror works for whom SQLite works.
        return (DbContext)Activator.CreateInstance(type, options.Options, service.Environment)!;
    }
}
