using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace OpenDataAnimation.Platform.Portability;

/// <summary>An export as it is read back. Nothing is unpacked to disk under a name from the file, and nothing is read before it was checked.</summary>
public sealed class ArchiveReader
{
    private const int MostExpansion = 500;

    private readonly ZipArchive _zip;

    private ArchiveReader(ZipArchive zip, ArchiveManifest manifest) => (_zip, Manifest) = (zip, manifest);

    public ArchiveManifest Manifest { get; }

    /// <summary>Checks sizes first, then that the files are those of the manifest, each with its hash.</summary>
    /// <exception cref="ImportRefusedException">It is not an export, or not as it was written.</exception>
    public static async Task<ArchiveReader> OpenAsync(ZipArchive zip, CancellationToken ct)
    {
        CheckSizes(zip);
        var manifest = await ManifestAsync(zip, ct);
        var (listed, there) = (manifest.Files.Select(f => f.Path).Append(ArchiveManifest.Path).ToList(), zip.Entries.Select(e => e.FullName).ToList());
        if (there.Count != there.Distinct(StringComparer.Ordinal).Count() || !there.Order(StringComparer.Ordinal).SequenceEqual(listed.Order(StringComparer.Ordinal)))
        {
            throw Refused("its files are not those of its manifest");
        }

        foreach (var file in manifest.Files)
        {
            await CheckAsync(zip.GetEntry(file.Path)!, file, ct);
        }

        return new ArchiveReader(zip, manifest);
    }

    /// <summary>Writes a service's part as the service itself wrote it.</summary>
    public async Task WritePartAsync(ArchivePart part, Stream to, CancellationToken ct)
    {
        await LineAsync("part", BodyParts.Format, part.Name, part.Schema, Manifest.Body.Id.ToString());
        var rows = 0L;
        foreach (var table in part.Tables)
        {
            await LineAsync("table", table.Name, table.Columns);
            await using var json = (_zip.GetEntry($"json/{part.Name}/{table.Name}.json") ?? throw Refused($"the table {table.Name} of {part.Name} is missing")).Open();
            await foreach (var line in Lines.ReadAsync(json, ArchiveLimits.LongestRow, ct))
            {
                if (line.Span[0] != (byte)'{')
                {
                    continue;
                }

                rows++;
                await to.WriteAsync(line.Span[^1] == (byte)',' ? line[..^1] : line, ct);
                await to.WriteAsync("\n"u8.ToArray(), ct);
            }
        }

        await LineAsync("end", rows);
        await to.FlushAsync(ct);

        async Task LineAsync(params object[] values)
        {
            await to.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(values), ct);
            await to.WriteAsync("\n"u8.ToArray(), ct);
        }
    }

    private static void CheckSizes(ZipArchive zip)
    {
        if (zip.Entries.Count > ArchiveLimits.MostFiles || zip.Entries.Sum(e => e.Length) > ArchiveLimits.MostBytes)
        {
            throw Refused("it is larger than any export");
        }

        // A bomb: little that becomes very much.
        if (zip.Entries.Any(e => e.Length > 1024 * 1024 && e.Length / Math.Max(1, e.CompressedLength) > MostExpansion))
        {
            throw Refused("it unpacks to far more than it holds");
        }
    }

    private static async Task<ArchiveManifest> ManifestAsync(ZipArchive zip, CancellationToken ct)
    {
        if (zip.GetEntry(ArchiveManifest.Path) is not { Length: <= ArchiveLimits.MostManifest } entry)
        {
            throw Refused("it has no manifest");
        }

        try
        {
            await using var file = new Bounded(entry.Open(), ArchiveLimits.MostManifest);
            var manifest = await JsonSerializer.DeserializeAsync<ArchiveManifest>(file, ArchiveManifest.Json, ct);
            return manifest is { Format: BodyParts.Format, Body: not null, Services: not null, Files: not null }
                ? manifest
                : throw Refused("its format is not known to this version of the product");
        }
        catch (JsonException)
        {
            throw Refused("its manifest cannot be read");
        }
    }

    private static async Task CheckAsync(ZipArchiveEntry entry, ArchiveFile file, CancellationToken ct)
    {
        try
        {
            // What an entry says of its own length may be a lie.
            await using var bytes = new Bounded(entry.Open(), file.Bytes);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, ct)) != file.Sha256 || bytes.Count != file.Bytes)
            {
                throw Refused($"{file.Path} is not as it was written");
            }
        }
        catch (InvalidDataException)
        {
            throw Refused($"{file.Path} is not as it was written");
        }
    }

    private static ImportRefusedException Refused(string why) => new("unreadable", $"This file cannot be imported: {why}.");

    /// <summary>A stream that gives no more than it may.</summary>
    private sealed class Bounded(Stream inner, long most) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Counted(await inner.ReadAsync(buffer, cancellationToken));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }

        private int Counted(int read) => (Count += read) <= most ? read : throw new InvalidDataException("More than there may be.");
    }
}
