using System.Globalization;
using System.Text;

namespace OpenDataAnimation.Territory.Reference;

/// <summary>Reads the tables of <c>infra/reference/data</c>, which the assembly carries.</summary>
internal sealed class Tables
{
    // Codes of départements, regions and EPCI and postal codes return thousands of times: one string each.
    private readonly Dictionary<string, string> pool = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> lists = new(StringComparer.Ordinal);

    /// <summary>The rows of a table after its header, each cut at its tabs.</summary>
    public static IEnumerable<string[]> Rows(string table, params string[] columns)
    {
        using var stream = typeof(Tables).Assembly.GetManifestResourceStream($"reference/{table}.tsv")
            ?? throw new InvalidOperationException($"The assembly carries no table '{table}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A column moved by the script must stop the start, not shift a SIREN into a name.
        if (reader.ReadLine() != string.Join('\t', columns))
        {
            throw new InvalidDataException($"The columns of '{table}' are not those expected.");
        }

        while (reader.ReadLine() is { } line)
        {
            yield return line.Split('\t');
        }
    }

    public static int? Number(string cell) => cell.Length == 0 ? null : int.Parse(cell, NumberStyles.None, CultureInfo.InvariantCulture);

    public static string? Optional(string cell) => cell.Length == 0 ? null : cell;

    public string Shared(string cell)
    {
        if (!pool.TryGetValue(cell, out var known))
        {
            pool[cell] = known = cell;
        }

        return known;
    }

    public string? SharedOptional(string cell) => cell.Length == 0 ? null : Shared(cell);

    /// <summary>A cell that holds several codes between spaces.</summary>
    public string[] List(string cell)
    {
        if (!lists.TryGetValue(cell, out var known))
        {
            lists[cell] = known = [.. cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Shared)];
        }

        return known;
    }
}
