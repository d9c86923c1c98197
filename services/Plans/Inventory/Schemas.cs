using System.Collections.Immutable;

namespace OpenDataAnimation.Plans.Inventory;

/// <summary>What a text asks of a body that holds such data, as one reading has it.</summary>
public enum DutyForce { Required, Conditional, Recommended, Trade }

/// <summary>A common form that a published dataset may follow.</summary>
/// <param name="Name">As schema.data.gouv.fr names it, such as <c>scdl/deliberations</c>.</param>
/// <param name="Scdl">One of the common base of local data.</param>
/// <param name="Producer">Whose data it is, in words.</param>
/// <param name="Condition">When the duty applies; empty for always.</param>
/// <param name="Legal">The texts behind it; empty where none is known.</param>
/// <param name="Reading">What the reading of the duty rests on.</param>
public sealed record DataSchema(
    string Name, string Title, string Version, bool Scdl, DutyForce Force, string Producer, string Condition, string Legal, string Reading, string Homepage);

/// <summary>The schemas that are shipped, with where they come from (infra/reference/derive-schemas.mjs).</summary>
public sealed record SchemaList(string Source, string Licence, DateOnly Vintage, ImmutableArray<DataSchema> Items)
{
    private static readonly Lazy<SchemaList> Loaded = new(Read);

    private readonly Dictionary<string, DataSchema> byName = Items.ToDictionary(s => s.Name, StringComparer.Ordinal);

    public static SchemaList Current => Loaded.Value;

    public DataSchema? Find(string? name) => name is null ? null : byName.GetValueOrDefault(name);

    private static SchemaList Read()
    {
        using var file = typeof(SchemaList).Assembly.GetManifestResourceStream("schemas.tsv") ?? throw new InvalidOperationException("schemas.tsv is not in the program.");
        using var reader = new StreamReader(file);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string Of(string key) => Array.Find(lines, l => l.StartsWith($"# {key}\t", StringComparison.Ordinal))?.Split('\t')[1] ?? throw new InvalidOperationException($"schemas.tsv says no {key}.");
        return new SchemaList(Of("source"), Of("licence"), DateOnly.ParseExact(Of("vintage"), "yyyy-MM-dd"),
        [
            .. lines.Where(l => !l.StartsWith('#')).Skip(1).Select(l => l.Split('\t')).Select(c => new DataSchema(
                c[0], c[1], c[2], c[3] == "1", Enum.Parse<DutyForce>(c[4]), c[5], c[6], c[7], c[8], c[9])),
        ]);
    }
}
