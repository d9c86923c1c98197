using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Standalone.Keeping;

/// <summary>
/// Everything of a data folder at one moment: SQLite's own lock is the gate that every writer passes, so all databases are held while they are
/// copied, in this process or past a running one. SQL Server databases are backed up by their server.
/// </summary>
internal static partial class Backup
{
    private const string Manifest = "backup.json";

    private sealed record Content(int Format, string Version, DateTime At, IReadOnlyDictionary<string, string> Files);

    public static async Task WriteAsync(CommandLine line, TextWriter output, CancellationToken ct)
    {
        var folder = Path.GetFullPath(line.Data);
        var databases = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.db").Order(StringComparer.Ordinal).ToList() : [];
        if (databases.Count == 0)
        {
            throw new StartUpException($"There is nothing to back up in {folder}.");
        }

        await using var to = BodyArchives.Created(line.File);
        using var zip = new ZipArchive(to, ZipArchiveMode.Create);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var copies = Directory.CreateTempSubdirectory("oda-backup-");
        try
        {
            await CopyAllAsync(databases, copies.FullName, ct);
            var keys = Path.Combine(folder, "keys");
            var further = Directory.Exists(keys) ? Directory.GetFiles(keys) : [];
            foreach (var file in copies.GetFiles().Select(f => f.FullName).Concat(further).Concat(new[] { Path.Combine(folder, "demo") }.Where(File.Exists)))
            {
                var name = (Path.GetDirectoryName(file) == keys ? "keys/" : "") + Path.GetFileName(file);
                await using (var from = File.OpenRead(file))
                {
                    files[name] = Convert.ToHexStringLower(await SHA256.HashDataAsync(from, ct));
                    from.Position = 0;
                    await using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                    await from.CopyToAsync(entry, ct);
                }
            }
        }
        finally
        {
            copies.Delete(recursive: true);
        }

        await using (var manifest = zip.CreateEntry(Manifest).Open())
        {
            await JsonSerializer.SerializeAsync(manifest, new Content(1, BodyArchives.Version, TimeProvider.System.GetUtcNow().UtcDateTime, files), cancellationToken: ct);
        }

        await output.WriteLineAsync($"Backed up {databases.Count} databases and {files.Count - databases.Count} other files to {line.File}. It holds keys and personal data: keep it as safe as the data folder.");
    }

    public static async Task RestoreAsync(CommandLine line, TextWriter output, CancellationToken ct)
    {
        using var folder = DataFolder.Take(line.Data);
        if (Directory.GetFiles(folder.Path, "*.db").Length > 0)
        {
            throw new StartUpException($"{folder.Path} holds data already: restore into an empty folder.");
        }

        var written = new List<string>();
        try
        {
            await using var from = File.OpenRead(line.File);
            using var zip = new ZipArchive(from, ZipArchiveMode.Read);
            await using var manifest = (zip.GetEntry(Manifest) ?? throw new InvalidDataException()).Open();
            var content = await JsonSerializer.DeserializeAsync<Content>(manifest, cancellationToken: ct) ?? throw new InvalidDataException();
            if (content.Format != 1 || content.Files.Keys.Any(n => !Name().IsMatch(n)) || zip.Entries.Count != content.Files.Count + 1)
            {
                throw new InvalidDataException();
            }

            foreach (var (name, hash) in content.Files)
            {
                var path = Path.Combine(folder.Path, name);
                MakeFolder(Path.GetDirectoryName(path)!);
                await using (var to = BodyArchives.Created(path))
                {
                    written.Add(path);
                    await using var entry = (zip.GetEntry(name) ?? throw new InvalidDataException()).Open();
                    await entry.CopyToAsync(to, ct);
                    to.Position = 0;
                    if (Convert.ToHexStringLower(await SHA256.HashDataAsync(to, ct)) != hash)
                    {
                        throw new InvalidDataException();
                    }
                }

                if (name.EndsWith(".db", StringComparison.Ordinal))
                {
                    await ForgetFilledAsync(path, ct);
                }
            }

            await output.WriteLineAsync($"Restored {content.Files.Count} files of {content.At:yyyy-MM-dd HH:mm} UTC. At the next start every service asks Territory for its facts again.");
        }
        catch (Exception e)
        {
            written.ForEach(File.Delete);
            if (e is InvalidDataException or JsonException or FileNotFoundException)
            {
                throw new StartUpException($"{line.File} is not a backup, or it is damaged. Nothing was restored.", e);
            }

            throw;
        }
    }

    /// <summary>No writer anywhere until all are copied: a message and what it tells of are both in, or neither.</summary>
    private static async Task CopyAllAsync(IReadOnlyList<string> databases, string to, CancellationToken ct)
    {
        var held = new List<SqliteConnection>();
        try
        {
            foreach (var file in databases)
            {
                var gate = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30, Pooling = false }.ToString());
                held.Add(gate);
                await gate.OpenAsync(ct);
                await RunAsync(gate, "BEGIN IMMEDIATE", ct);
            }

            foreach (var file in databases)
            {
                await using var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
                await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(to, Path.GetFileName(file)), Pooling = false }.ToString());
                await from.OpenAsync(ct);
                await copy.OpenAsync(ct);
                from.BackupDatabase(copy);
            }
        }
        finally
        {
            foreach (var gate in held)
            {
                await gate.DisposeAsync();
            }
        }
    }

    /// <summary>What others were told after the backup is said again: a service that is not filled asks for it.</summary>
    private static async Task ForgetFilledAsync(string file, CancellationToken ct)
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await db.OpenAsync(ct);
        await using var check = db.CreateCommand();
        check.CommandText = "SELECT (SELECT quick_check FROM pragma_quick_check LIMIT 1), (SELECT COUNT(*) FROM sqlite_master WHERE name = 'ServiceMarks')";
        await using var result = await check.ExecuteReaderAsync(ct);
        await result.ReadAsync(ct);
        if (result.GetString(0) != "ok")
        {
            throw new InvalidDataException($"{file} is damaged.");
        }

        if (result.GetInt64(1) > 0)
        {
            await RunAsync(db, "DELETE FROM ServiceMarks WHERE Key = 'filled'", ct);
        }
    }

    private static async Task RunAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Names from a file are never trusted as paths.</summary>
    [GeneratedRegex(@"^(?:[a-z-]+\.db|demo|keys/[A-Za-z0-9_-][A-Za-z0-9._-]*)$")]
    private static partial Regex Name();
}
