using System.IO.Compression;
using System.Text;

namespace OpenDataAnimation.Plans.Actions;

/// <summary>Which files are taken, told by their content: what a name or a browser says of a file is the sender's word only.</summary>
internal static class FileKinds
{
    public const int MostBytes = 10 * 1024 * 1024;

    public const string Accepted = "PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS, CSV ou TXT";

    /// <returns>The media type to serve it as; null when the content is none of those accepted, or not what the name's ending says.</returns>
    public static string? MediaType(string name, byte[] content) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".pdf" when content.AsSpan().StartsWith("%PDF-"u8) => "application/pdf",
        ".png" when content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) => "image/png",
        ".jpg" or ".jpeg" when content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => "image/jpeg",
        ".docx" when IsPackage(content, "word/document.xml") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx" when IsPackage(content, "xl/workbook.xml") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".odt" when IsOpenDocument(content, "application/vnd.oasis.opendocument.text") => "application/vnd.oasis.opendocument.text",
        ".ods" when IsOpenDocument(content, "application/vnd.oasis.opendocument.spreadsheet") => "application/vnd.oasis.opendocument.spreadsheet",
        ".csv" when IsText(content) => "text/csv",
        ".txt" when IsText(content) => "text/plain",
        _ => null,
    };

    /// <summary>The name as it may be shown and written in a header: no folder, no control character, no mark that turns the reading direction.</summary>
    public static string SafeName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Normalize(NormalizationForm.FormC);
        var kept = string.Concat(last.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format && !"<>:\"|?*".Contains(c))).Trim(' ', '.');
        var ending = Path.GetExtension(kept);
        return kept.Length <= 200 ? kept : string.Concat(kept.AsSpan(0, 200 - ending.Length), ending);
    }

    private static bool IsPackage(byte[] content, string part) => HasEntry(content, zip => zip.GetEntry(part) is not null && zip.GetEntry("[Content_Types].xml") is not null
        // A document with macros under the ending of one without.
        && !zip.Entries.Any(e => e.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)));

    private static bool IsOpenDocument(byte[] content, string type) => HasEntry(content, zip =>
    {
        if (zip.GetEntry("mimetype") is not { Length: < 200 } entry)
        {
            return false;
        }

        using var reader = new StreamReader(entry.Open(), Encoding.ASCII);
        return reader.ReadToEnd().Trim() == type;
    });

    private static bool HasEntry(byte[] content, Func<ZipArchive, bool> asked)
    {
        if (!content.AsSpan().StartsWith("PK\x03\x04"u8))
        {
            return false;
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            return asked(zip);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>UTF-8 or Windows-1252 text: no zero byte, no control character but tabs and ends of line, and nothing that a browser would read as a page.</summary>
    private static bool IsText(byte[] content) =>
        content.Length > 0 && Array.TrueForAll(content, b => b >= 0x20 || b is 0x09 or 0x0A or 0x0D);
}
