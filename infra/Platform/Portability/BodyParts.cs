using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Audit;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Portability;

/// <summary>How many rows an import put in, and how many it had to leave out, by table.</summary>
public sealed record ImportReport(string Service, IReadOnlyDictionary<string, int> Placed, IReadOnlyDictionary<string, int> LeftOut);

/// <summary>
/// One service's part of a body's export: lines of JSON. First <c>["part",1,service,schema,bodyId]</c>, then for each table
/// <c>["table",name,[columns],[those that hold bytes]]</c> and its rows as objects, last <c>["end",rows]</c>: a part without its end was cut off.
/// </summary>
public sealed class BodyParts(ServiceDb db, CurrentScope scope, ServiceSettings settings, AccessBook book, IServiceProvider services)
{
    public const int Format = 1;
    private const int Batch = 500, LongestLine = 16 * 1024 * 1024;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private BodyData Own => services.GetService<BodyData>() ?? new BodyData();

    /// <summary>Notes the export in the body's audit, then writes the part; one moment of the database, however long it takes.</summary>
    public async Task WriteAsync(Stream to, CancellationToken ct)
    {
        db.Record("body-exported", "body", scope.Value.TenantId);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        // Readers of SQLite stop nobody; EF's own transaction would take the writer's place.
        await db.Database.OpenConnectionAsync(ct);
        await using var snapshot = db.Database.GetDbConnection() is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : null;
        if (snapshot is not null)
        {
            await db.Database.UseTransactionAsync(snapshot, ct);
        }

        var (line, rows) = (new ArrayBufferWriter<byte>(4096), 0L);
        await using var json = new Utf8JsonWriter(line, Readable);
        await LineAsync(() => Control("part", Format, settings.Service, Schema(), scope.Value.TenantId.ToString()));
        foreach (var table in PortableTable.Of(db).Where(t => t.IsExported))
        {
            await LineAsync(() => TableLine(table.Name, table.Columns.Select(c => c.Name), table.Columns.Where(c => c.Kind == "bytes").Select(c => c.Name)));
            await foreach (var row in table.ReadAsync(db).WithCancellation(ct))
            {
                rows++;
                await LineAsync(() =>
                {
                    json.WriteStartObject();
                    foreach (var column in table.Columns)
                    {
                        column.Write(json, row);
                    }

                    json.WriteEndObject();
                });
            }
        }

        foreach (var extra in Own.Extras)
        {
            await LineAsync(() => TableLine(extra.Name, extra.Columns));
            await foreach (var row in extra.Read(ct).WithCancellation(ct))
            {
                rows++;
                await LineAsync(() => JsonSerializer.Serialize(json, row));
            }
        }

        await LineAsync(() => Control("end", rows));
        await to.FlushAsync(ct);

        async Task LineAsync(Action write)
        {
            json.Reset();
            line.ResetWrittenCount();
            write();
            json.Flush();
            line.Write("\n"u8);
            await to.WriteAsync(line.WrittenMemory, ct);
        }

        void Control(params object[] values) => JsonSerializer.Serialize(json, values);

        void TableLine(string name, IEnumerable<string> columns, IEnumerable<string>? bytes = null) => Control("table", name, columns.ToArray(), (bytes ?? []).ToArray());
    }

    /// <summary>Puts a part into a service that has nothing of the body: all of it, or nothing.</summary>
    /// <exception cref="ImportRefusedException">The body is here already, or the part is not one of ours.</exception>
    public async Task<ImportReport> ReadAsync(Stream from, CancellationToken ct)
    {
        var bodyId = scope.Value.TenantId;
        var own = Own;
        var tables = PortableTable.Of(db);
        var (placed, leftOut) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        await using var write = await db.BeginWriteAsync(ct);
        foreach (var table in tables.Where(t => t.IsTenants))
        {
            await foreach (var _ in table.ReadAsync(db).WithCancellation(ct))
            {
                throw new ImportRefusedException("already-here", $"This body is here already: {settings.Service} has rows of it in {table.Name}.");
            }
        }

        var (current, extra, pending, rows, ended) = ((PortableTable?)null, (ExtraTable?)null, 0, 0L, false);
        await foreach (var line in Lines.ReadAsync(from, LongestLine, ct))
        {
            using var json = Parse(line);
            var root = json.RootElement;
            if (ended)
            {
                throw Unreadable("something follows its end");
            }

            if (root.ValueKind == JsonValueKind.Array)
            {
                switch (root[0].GetString())
                {
                    case "part":
                        CheckHead(root, bodyId);
                        break;
                    case "table":
                        await FlushAsync();
                        var name = root[1].GetString();
                        current = tables.FirstOrDefault(t => t.IsExported && t.Name == name);
                        extra = own.Extras.FirstOrDefault(e => e.Name == name);
                        var columns = root[2].EnumerateArray().Select(c => c.GetString()!).ToList();
                        if ((current is null && extra is null) || columns.Any(c => current?.Columns.All(k => k.Name != c) ?? !extra!.Columns.Contains(c)))
                        {
                            throw new ImportRefusedException("newer", $"{settings.Service} does not know the table {name} as it is written here: the export is of a newer version of the product.");
                        }

                        break;
                    case "end" when root[1].GetInt64() == rows:
                        ended = true;
                        break;
                    default:
                        throw Unreadable("a line is missing");
                }

                continue;
            }

            rows++;
            if (current is null && extra is null)
            {
                throw Unreadable("a row comes before its table");
            }

            var done = extra is not null && current is null ? await extra.Place(root, ct) : await PlaceAsync(current!, root);
            Count(done ? placed : leftOut, current?.Name ?? extra!.Name);
            if (++pending >= Batch)
            {
                await FlushAsync();
            }
        }

        if (!ended)
        {
            throw Unreadable("its end is missing");
        }

        await FlushAsync();
        await own.ImportedAsync(ct);
        db.Record("body-imported", "body", bodyId);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        book.ForgetAll();
        return new ImportReport(settings.Service, placed, leftOut);

        async Task<bool> PlaceAsync(PortableTable table, JsonElement root)
        {
            object row;
            try
            {
                row = table.Make(root);
            }
            catch (FormatException e)
            {
                throw Unreadable($"a row of {table.Name}: {e.Message}");
            }

            if (!table.Belongs(row, bodyId))
            {
                throw Unreadable($"a row of {table.Name} is another body's");
            }

            if (await own.PlaceAsync(row, ct) is not { } fitting)
            {
                return false;
            }

            if (db.Entry(fitting).State == EntityState.Detached)
            {
                db.Add(fitting);
            }

            return true;
        }

        async Task FlushAsync()
        {
            pending = 0;
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException e) when (UniqueKey.IsTakenIn(e))
            {
                throw new ImportRefusedException("already-here", $"A row of this body is in {settings.Service} already, or twice in the file.");
            }
            catch (DbUpdateException e)
            {
                throw Unreadable($"its rows do not fit together ({e.InnerException?.GetType().Name ?? e.GetType().Name})");
            }

            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Removes all that the service has of the body, its audit too, as if it had never come: for an import that did not end well.</summary>
    public Task<int> EraseAsync(CancellationToken ct) => EraseAsync(_ => true, ct);

    /// <summary>
    /// Removes all that the service has of the body but its audit, which keeps ids and hashes and loses every name and value; a last entry
    /// says so. In the caller's transaction, whose save writes that entry.
    /// </summary>
    public async Task EraseForGoodAsync(CancellationToken ct)
    {
        var rows = await EraseAsync(table => table.Entity != typeof(AuditEntry) && table.Entity != typeof(AuditHead) && table.Entity != typeof(AuditValue), ct);
        await db.EraseValuesAsync(db.Audit, ct);
        db.Record("body-erased", "body", scope.Value.TenantId, new { rows });
    }

    private async Task<int> EraseAsync(Func<PortableTable, bool> chosen, CancellationToken ct)
    {
        await Own.ErasingAsync(ct);
        var rows = 0;
        foreach (var table in PortableTable.Of(db).Reverse().Where(t => !t.Stays && chosen(t)))
        {
            rows += await table.ClearAsync(db, ct);
        }

        return rows;
    }

    private void CheckHead(JsonElement head, Guid bodyId)
    {
        if (head[1].GetInt32() != Format || head[2].GetString() != settings.Service || head[4].GetString() != bodyId.ToString())
        {
            throw Unreadable("it is another service's, another body's or of another format");
        }
    }

    private string Schema() => db.Database.GetMigrations().LastOrDefault() ?? "";

    private JsonDocument Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            throw Unreadable("a line is not JSON");
        }
    }

    private ImportRefusedException Unreadable(string why) => new("unreadable", $"The part of {settings.Service} cannot be imported: {why}.");

    private static void Count(Dictionary<string, int> counts, string table) => counts[table] = counts.GetValueOrDefault(table) + 1;
}
