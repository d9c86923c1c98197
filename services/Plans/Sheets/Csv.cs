using System.Text;

namespace OpenDataAnimation.Plans.Sheets;

/// <summary>
/// Comma-separated text as French public bodies send it: semicolons, UTF-8 with or without mark, or Windows-1252. What a spreadsheet
/// would take for a formula is written behind an apostrophe, which reading takes off again.
/// </summary>
internal static class Csv
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public static string Decode(byte[] content)
    {
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
        var separator = SeparatorOf(text);
        var rows = new List<SheetRow>();
        var (cells, cell, quoted, number) = (new List<string>(), new StringBuilder(), false, 1);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    cell.Append('"');
                    at++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == separator)
            {
                EndCell();
            }
            else if (c is '\n' or '\r')
            {
                at += c == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 1 : 0;
                EndRow();
            }
            else
            {
                cell.Append(c);
            }
        }

        if (cell.Length > 0 || cells.Count > 0)
        {
            EndRow();
        }

        return rows;

        void EndCell()
        {
            cells.Add(Unguard(cell.ToString()));
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            rows.Add(new SheetRow(number++, [.. cells]));
            cells.Clear();
        }
    }

    public static byte[] Write(IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(';', row.Select(c => Quote(Guard(c)))).Append("\r\n");
        }

        return [.. Strict.GetPreamble(), .. Strict.GetBytes(text.ToString())];
    }

    /// <summary>A cell that begins like a formula (=, +, -, @, tab, return) begins with an apostrophe instead: a spreadsheet shows it and computes nothing.</summary>
    internal static string Guard(string cell) => LooksLikeFormula(cell.AsSpan().TrimStart('\'')) ? "'" + cell : cell;

    internal static string Unguard(string cell) => cell.StartsWith('\'') && LooksLikeFormula(cell.AsSpan().TrimStart('\'')) ? cell[1..] : cell;

    private static bool LooksLikeFormula(ReadOnlySpan<char> cell) => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    private static string Quote(string cell) => cell.AsSpan().ContainsAny(";\"\r\n") || cell.StartsWith(' ') || cell.EndsWith(' ') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    /// <summary>The mark that the first line has most of, outside of quotes.</summary>
    private static char SeparatorOf(string text)
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

        return counts.MaxBy(c => c.Value).Key;
    }
}

/// <param name="Number">As the spreadsheet numbers it, from 1.</param>
internal sealed record SheetRow(int Number, string[] Cells)
{
    public string this[int column] => column < Cells.Length ? Cells[column] : "";

    public bool IsEmpty => Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}
