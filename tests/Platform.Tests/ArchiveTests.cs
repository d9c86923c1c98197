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
