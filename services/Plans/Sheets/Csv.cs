using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using OpenDataAnimation.Platform.Portability;

namespace OpenDataAnimation.Plans.Sheets;

/// <summary>
/// Comma-separated text as French public bodies send it: semicolons, UTF-8 with or without mark, or Windows-1252. What a spreadsheet
/// would take for a formula is written behind an apostrophe, which reading takes off again.
/// </summary>
internal static class Csv
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <exception cref="InvalidDataException">It is no text.</exception>
    public static string Decode(byte[] content)
    {
        // "Unicode text" of a spreadsheet.
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(content.AsSpan(2));
        }

        if (content.AsSpan().Contains((byte)0) || content.AsSpan().StartsWith("%PDF-"u8))
        {
            throw new InvalidDataException("No text.");
        }

        try
        {
            return Strict.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Windows1252.GetString(content);
        }
    }

    public static List<SheetRow> Read(string text)
    {
        using var reader = new StringReader(text);
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = SeparatorOf(text),
            IgnoreBlankLines = false,
            // A quote in the middle of a cell is what someone typed.
            Mode = CsvMode.RFC4180,
            BadDataFound = null,
        });
        var rows = new List<SheetRow>();
        while (csv.Read())
        {
            rows.Add(new SheetRow(csv.Row, Array.ConvertAll(csv.Record!, Formula.Unguard)));
        }

        return rows;
    }

    public static byte[] Write(IEnumerable<string[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";" }, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                {
                    csv.WriteField(Formula.Guard(cell));
                }

                csv.NextRecord();
            }
        }

        return [.. Strict.GetPreamble(), .. Strict.GetBytes(text.ToString())];
    }

    /// <summary>The mark that the first line has most of, outside of quotes.</summary>
    private static string SeparatorOf(string text)
    {
        var (counts, quoted) = (new Dictionary<char, int> { [';'] = 0, ['\t'] = 0, [','] = 0 }, false);
        foreach (var c in text)
        {
            quoted ^= c == '"';
            if (!quoted && c == '\n' && counts.Values.Any(n => n > 0))
            {
                break;
            }

            if (!quoted && counts.TryGetValue(c, out var count))
            {
                counts[c] = count + 1;
            }
        }

        return counts.MaxBy(c => c.Value).Key.ToString();
    }
}

/// <param name="Number">As the spreadsheet numbers it, from 1.</param>
internal sealed record SheetRow(int Number, string[] Cells)
{
    public string this[int column] => column < Cells.Length ? Cells[column] : "";

    public bool IsEmpty => Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}
