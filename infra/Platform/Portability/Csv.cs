using System.Text;

namespace OpenDataAnimation.Platform.Portability;

/// <summary>CSV as French spreadsheets open it: semicolons, UTF-8 with its mark. Texts that people wrote pass <see cref="Formula.Guard"/> first.</summary>
public static class Csv
{
    public static byte[] Line(IEnumerable<string> cells, bool bom = false) =>
        Encoding.UTF8.GetBytes((bom ? "\uFEFF" : "") + string.Join(';', cells.Select(Quoted)) + "\r\n");

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(";\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
