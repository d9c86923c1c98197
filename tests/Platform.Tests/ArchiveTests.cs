using System.IO.Compression;
using System.Text;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Portability;

namespace OpenDataAnimation.Platform.Tests;

public sealed class ArchiveTests
{
    [Fact]
    public async Task Each_document_of_an_export_is_a_file_of_its_own_that_the_manifest_names()
    {
        const string part = """
            ["part",1,"plans","Initial","b"]
            ["table","Evidence",["Id","FileName"],[]]
            {"Id":"01","FileName":"../compte rendu <2026>.pdf"}
            {"Id":"02","FileName":null}
            ["table","Files",["Id","Content"],["Content"]]
            {"Id":"01","Content":"JVBERi0="}
            {"Id":"02","Content":"AAE="}
            ["end",4]

            """;
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var archive = new ArchiveWriter(zip);
            using var lines = new MemoryStream(Encoding.UTF8.GetBytes(part));
            await archive.AddAsync("plans", lines, CancellationToken.None);
            await archive.EndAsync(new ArchiveBody(Guid.CreateVersion7(), BodyKind.Commune, "Allaire", "allaire-56001", "56001", null), "1", DateTime.UtcNow, CancellationToken.None);
        }

        using var written = new ZipArchive(stream);
        using var first = new StreamReader(written.GetEntry("documents/plans/01-.._compte_rendu_2026_.pdf")!.Open());
        Assert.Equal("%PDF-", await first.ReadToEndAsync());
        Assert.Equal(2, written.GetEntry("documents/plans/02")!.Length);
        // Opening it checks every file, these too, against the manifest.
        Assert.Equal(2, (await ArchiveReader.OpenAsync(written, CancellationToken.None)).Manifest.Files.Count(f => f.Path.StartsWith("documents/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_large_export_leaves_while_it_is_made_and_the_memory_stays_flat()
    {
        const int rows = 300_000;
        var (source, to) = (new ManyRows(rows), new Watched());
        to.Wrote = () => to.FirstAt ??= source.Given;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var leaving = new HeldStream(to);
        await using (var zip = new ZipArchive(leaving, ZipArchiveMode.Create, leaveOpen: true))
        {
            await new ArchiveWriter(zip).AddAsync("plans", source, CancellationToken.None);
        }

        await leaving.FlushAsync(CancellationToken.None);
        Assert.True(source.Given > 60_000_000, $"{source.Given} bytes were read.");
        Assert.True(to.FirstAt < source.Given / 100, $"The first byte left after {to.FirstAt} of {source.Given}.");
        Assert.True(to.Most - before < 48 * 1024 * 1024, $"{(to.Most - before) / 1024 / 1024} MB were held at once.");
        Assert.True(to.Bytes > 1_000_000);
    }

    /// <summary>A part of a service, made as it is read.</summary>
    private sealed class ManyRows(int rows) : Stream
    {
        private readonly IEnumerator<byte[]> _lines = Lines(rows).GetEnumerator();
        private ReadOnlyMemory<byte> _left;

        public long Given { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left.IsEmpty && _lines.MoveNext())
            {
                _left = _lines.Current;
            }

            var given = Math.Min(buffer.Length, _left.Length);
            _left[..given].CopyTo(buffer);
            _left = _left[given..];
            Given += given;
            return ValueTask.FromResult(given);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private static IEnumerable<byte[]> Lines(int rows)
        {
            yield return "[\"part\",1,\"plans\",\"Initial\",\"b\"]\n[\"table\",\"Things\",[\"Id\",\"Text\"],[]]\n"u8.ToArray();
            for (var row = 0; row < rows; row++)
            {
                yield return Encoding.UTF8.GetBytes($"{{\"Id\":\"{row}\",\"Text\":\"{new string((char)('a' + (row % 26)), 180)} {row * 7919L}\"}}\n");
            }

            yield return Encoding.UTF8.GetBytes($"[\"end\",{rows}]\n");
        }
    }

    /// <summary>A connection to a browser: written to without waiting, never read again; notes what is held meanwhile.</summary>
    private sealed class Watched : Stream
    {
        public Action Wrote { get; set; } = () => { };
        public long? FirstAt { get; set; }
        public long Most { get; private set; }
        public long Bytes { get; private set; }
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Wrote();
            if (Bytes / 1_000_000 != (Bytes += buffer.Length) / 1_000_000)
            {
                Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: true));
            }

            return ValueTask.CompletedTask;
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public override void Flush() => throw new InvalidOperationException("The server does not wait.");
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("The server does not wait.");
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("\0=1", "'\0=1")]
    [InlineData("'=1", "''=1")]
    [InlineData("l'été = 30 °C", "l'été = 30 °C")]
    [InlineData("'entre apostrophes'", "'entre apostrophes'")]
    [InlineData("", "")]
    public void A_cell_is_no_formula_for_a_spreadsheet_and_comes_back_as_it_was(string text, string cell)
    {
        Assert.Equal(cell, Formula.Guard(text));
        Assert.Equal(text, Formula.Unguard(cell));
    }
}
