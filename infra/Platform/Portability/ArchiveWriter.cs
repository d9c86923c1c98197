using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Json.Serialization;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Platform.Portability;

/// <summary>What an export says of itself: whose it is, of when, and what every file must be.</summary>
public sealed record ArchiveManifest(
    int Format, string Product, string Version, DateTime At, ArchiveBody Body, IReadOnlyList<ArchivePart> Services, IReadOnlyList<ArchiveFile> Files)
{
    public const string Path = "manifest.json";

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };
}

public sealed record ArchiveBody(Guid Id, BodyKind Kind, string Name, string Slug, string? InseeCode, string? Siren);

/// <param name="Schema">The service's last migration.</param>
public sealed record ArchivePart(string Name, string Schema, IReadOnlyList<ArchiveTable> Tables);

public sealed record ArchiveTable(string Name, IReadOnlyList<string> Columns, long Rows);

/// <param name="Sha256">Of the file as unpacked, hexadecimal.</param>
public sealed record ArchiveFile(string Path, long Bytes, string Sha256);

/// <summary>How much an import accepts: more is not one of ours.</summary>
public static class ArchiveLimits
{
    public const long MostBytes = 2L * 1024 * 1024 * 1024;
    public const int MostFiles = 100_000, LongestRow = 16 * 1024 * 1024, MostManifest = 8 * 1024 * 1024;
}

/// <summary>
/// Makes the zip of a body's export out of the parts that the services write: per table one JSON file without loss, and one CSV file for
/// people, whose cells no spreadsheet takes for formulas; and each document as a file.
/// </summary>
public sealed class ArchiveWriter(ZipArchive zip)
{
    private readonly List<ArchivePart> _parts = [];
    private readonly List<ArchiveFile> _files = [];

    /// <summary>Adds a service's part.</summary>
    /// <exception cref="InvalidDataException">The part is not whole.</exception>
    public async Task AddAsync(string service, Stream part, CancellationToken ct)
    {
        var (schema, tables, ended) = ("", new List<ArchiveTable>(), false);
        OpenTable? open = null;
        await using var documents = new Documents();
        try
        {
            await foreach (var line in Lines.ReadAsync(part, ArchiveLimits.LongestRow, ct))
            {
                if (line.Span[0] == (byte)'[')
                {
                    using var control = JsonDocument.Parse(line);
                    switch (control.RootElement[0].GetString())
                    {
                        case "part":
                            schema = control.RootElement[3].GetString()!;
                            break;
                        case "table":
                            await CloseAsync();
                            open = new OpenTable(control.RootElement[1].GetString()!, [.. control.RootElement[2].EnumerateArray().Select(c => c.GetString()!)]);
                            documents.Begin(open.Columns, control.RootElement.GetArrayLength() > 3 ? [.. control.RootElement[3].EnumerateArray().Select(c => c.GetString()!)] : []);
                            await open.BeginAsync(zip, service, ct);
                            break;
                        case "end":
                            await CloseAsync();
                            ended = control.RootElement[1].GetInt64() == tables.Sum(t => t.Rows);
                            break;
                        default:
                            break;
                    }
                }
                else
                {
                    await open!.AddAsync(line, ct);
                    await documents.NoteAsync(line, ct);
                }
            }
        }
        finally
        {
            if (open is not null)
            {
                await open.DisposeAsync();
            }
        }

        if (!ended)
        {
            throw new InvalidDataException($"The part of {service} was cut off.");
        }

        _files.AddRange(await documents.EndAsync(zip, service, ct));
        _parts.Add(new ArchivePart(service, schema, tables));

        async Task CloseAsync()
        {
            if (open is not null)
            {
                _files.AddRange(await open.EndAsync(zip, service, ct));
                tables.Add(new ArchiveTable(open.Name, open.Columns, open.Rows));
                await open.DisposeAsync();
                open = null;
            }
        }
    }

    /// <summary>The manifest and a page of explanation; nothing may be added after it.</summary>
    public async Task EndAsync(ArchiveBody body, string version, DateTime at, CancellationToken ct)
    {
        await using (var words = new HashedFile(zip, "LISEZMOI.txt"))
        {
            await words.WriteAsync(Encoding.UTF8.GetBytes(
                $"""
                Export de {body.Name}, le {at:yyyy-MM-dd HH:mm} (temps universel)

                json/  une table par fichier, sans perte : c’est ce que lit l’import.
                csv/   les mêmes tables pour un tableur (séparateur « ; », UTF-8). Une cellule qui commencerait
                       par =, +, -, @ y est précédée d’une apostrophe.
                documents/  les fichiers joints, sous leur nom ; ils sont aussi dans json/, et l’import ne lit que là.
                manifest.json  la version du format et du produit, la collectivité, la liste des fichiers avec leur empreinte SHA-256.

                Pour reprendre ces données dans une autre instance : OpenDataAnimation import --file CE_FICHIER --data DOSSIER

                """), ct);
            _files.Add(words.End());
        }

        var manifest = new ArchiveManifest(BodyParts.Format, "OpenDataAnimation", version, at, body, _parts, [.. _files.OrderBy(f => f.Path, StringComparer.Ordinal)]);
        await using var file = zip.CreateEntry(ArchiveManifest.Path).Open();
        await JsonSerializer.SerializeAsync(file, manifest, ArchiveManifest.Json, ct);
    }

    /// <summary>A table being written: its JSON into the zip, its CSV beside it, for a zip takes one file at a time.</summary>
    private sealed class OpenTable(string name, IReadOnlyList<string> columns) : IAsyncDisposable
    {
        private readonly FileStream _csv = TemporaryFile.Open();

        private HashedFile? _json;

        public string Name => name;

        public IReadOnlyList<string> Columns => columns;

        public long Rows { get; private set; }

        public async Task BeginAsync(ZipArchive zip, string service, CancellationToken ct)
        {
            _json = new HashedFile(zip, $"json/{service}/{name}.json");
            await _json.WriteAsync("[\n"u8.ToArray(), ct);
            await _csv.WriteAsync(Csv.Line(columns, bom: true), ct);
        }

        public async Task AddAsync(ReadOnlyMemory<byte> row, CancellationToken ct)
        {
            if (Rows++ > 0)
            {
                await _json!.WriteAsync(",\n"u8.ToArray(), ct);
            }

            await _json!.WriteAsync(row, ct);
            using var json = JsonDocument.Parse(row);
            await _csv.WriteAsync(Csv.Line(columns.Select(c => Cell(json.RootElement, c))), ct);
        }

        public async Task<IReadOnlyList<ArchiveFile>> EndAsync(ZipArchive zip, string service, CancellationToken ct)
        {
            await _json!.WriteAsync(Rows > 0 ? "\n]\n"u8.ToArray() : "]\n"u8.ToArray(), ct);
            var json = _json.End();
            await _json.DisposeAsync();
            _json = null;
            await using var csv = new HashedFile(zip, $"csv/{service}/{name}.csv");
            _csv.Position = 0;
            var buffer = new byte[81920];
            for (var read = await _csv.ReadAsync(buffer, ct); read > 0; read = await _csv.ReadAsync(buffer, ct))
            {
                await csv.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            return [json, csv.End()];
        }

        public async ValueTask DisposeAsync()
        {
            await _csv.DisposeAsync();
            if (_json is not null)
            {
                await _json.DisposeAsync();
            }
        }

        private static string Cell(JsonElement row, string column) => !row.TryGetProperty(column, out var value) ? "" : value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => Formula.Guard(value.GetString()!),
            _ => value.ToString(),
        };
    }
}

/// <summary>
/// What the rows of one service hold as bytes, to be written as files once its tables are: a zip takes one file at a time. A row's bytes
/// bear the <c>FileName</c> of whichever row has the same <c>Id</c>.
/// </summary>
internal sealed partial class Documents : IAsyncDisposable
{
    private const int LongestName = 100;

    private readonly List<(string Id, long At, int Length)> _kept = [];
    private readonly Dictionary<string, string> _names = [];
    private IReadOnlyList<string> _bytes = [];
    private bool _named;
    private FileStream? _content;

    public void Begin(IReadOnlyList<string> columns, IReadOnlyList<string> bytes) =>
        (_bytes, _named) = (bytes, columns.Contains("Id") && columns.Contains("FileName"));

    public async Task NoteAsync(ReadOnlyMemory<byte> row, CancellationToken ct)
    {
        if (_bytes.Count == 0 && !_named)
        {
            return;
        }

        using var json = JsonDocument.Parse(row);
        if (!json.RootElement.TryGetProperty("Id", out var key) || key.GetString() is not { } id)
        {
            return;
        }

        if (_named && json.RootElement.GetProperty("FileName").GetString() is { } name)
        {
            _names[id] = name;
        }

        foreach (var column in _bytes)
        {
            if (json.RootElement.GetProperty(column) is { ValueKind: JsonValueKind.String } value && value.GetBytesFromBase64() is { Length: > 0 } bytes)
            {
                _content ??= TemporaryFile.Open();
                _kept.Add((id, _content.Position, bytes.Length));
                await _content.WriteAsync(bytes, ct);
            }
        }
    }

    public async Task<IReadOnlyList<ArchiveFile>> EndAsync(ZipArchive zip, string service, CancellationToken ct)
    {
        var files = new List<ArchiveFile>();
        foreach (var (id, at, length) in _kept)
        {
            await using var file = new HashedFile(zip, $"documents/{service}/{id}{(_names.TryGetValue(id, out var name) ? "-" + Plain(name) : "")}");
            _content!.Position = at;
            var bytes = new byte[length];
            await _content.ReadExactlyAsync(bytes, ct);
            await file.WriteAsync(bytes, ct);
            files.Add(file.End());
        }

        return files;
    }

    public async ValueTask DisposeAsync()
    {
        if (_content is not null)
        {
            await _content.DisposeAsync();
        }
    }

    /// <summary>A name that every system takes for a file in this folder; its end, with what kind it is, is kept.</summary>
    private static string Plain(string name)
    {
        var plain = NotPlain().Replace(name, "_");
        return plain.Length <= LongestName ? plain : plain[^LongestName..];
    }

    [GeneratedRegex(@"[^\p{L}\p{N}._-]+")]
    private static partial Regex NotPlain();
}

/// <summary>A file inside a zip, whose bytes are counted and hashed on their way.</summary>
internal sealed class HashedFile : IAsyncDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream _to;
    private readonly string _path;
    private long _bytes;

    public HashedFile(ZipArchive zip, string path) => (_path, _to) = (path, zip.CreateEntry(path, CompressionLevel.Fastest).Open());

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        _hash.AppendData(bytes.Span);
        _bytes += bytes.Length;
        await _to.WriteAsync(bytes, ct);
    }

    public ArchiveFile End() => new(_path, _bytes, Convert.ToHexStringLower(_hash.GetCurrentHash()));

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await _to.DisposeAsync();
    }
}
