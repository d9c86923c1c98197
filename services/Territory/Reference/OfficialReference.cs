using System.Globalization;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Territory.Reference;

/// <summary>The communes, EPCI, départements and regions of France, in memory and unchanging; safe to use from any thread.</summary>
/// <remarks>A perimeter read here pre-fills proposals and grants nothing.</remarks>
public sealed class OfficialReference
{
    private static readonly Lazy<OfficialReference> Loaded = new(() => new OfficialReference());

    private readonly OfficialBody[] bodies;
    private readonly Dictionary<BodyKind, Range> ranges = [];
    private readonly Range eptRange;
    private readonly int[] sirens;
    private readonly int[] sirenOwners;
    private readonly BodySearch search;

    private OfficialReference()
    {
        var tables = new Tables();
        Datasets = [.. Tables.Rows("datasets", "key", "file", "vintage", "in_force", "title", "producer", "url", "licence", "via", "rows")
            .Select(row => new Dataset(row[0], Tables.Number(row[2])!.Value, Date(row[3]), row[4], row[5], row[6], row[7], row[8]))];
        var notes = Tables.Rows("notes", "kind", "code", "note")
            .ToDictionary(row => (Enum.Parse<BodyKind>(row[0]), row[1]), row => row[2]);

        var communes = Communes(tables, notes);
        var epci = Groups("epci", tables, notes);
        var ept = Groups("ept", tables, notes);
        var departements = Departements(tables, notes, communes);
        var regions = Regions(tables, notes, communes);

        bodies = [.. communes, .. epci, .. ept, .. departements, .. regions];
        var next = 0;
        ranges[BodyKind.Commune] = Following(communes.Count);
        ranges[BodyKind.Epci] = Following(epci.Count);
        eptRange = Following(ept.Count);
        ranges[BodyKind.Departement] = Following(departements.Count);
        ranges[BodyKind.Region] = Following(regions.Count);

        sirenOwners = [.. Enumerable.Range(0, bodies.Length).Where(i => bodies[i].Siren is not null)];
        sirens = [.. sirenOwners.Select(i => int.Parse(bodies[i].Siren!, CultureInfo.InvariantCulture))];
        Array.Sort(sirens, sirenOwners);
        search = new BodySearch(bodies);

        Range Following(int count)
        {
            var range = next..(next + count);
            next += count;
            return range;
        }
    }

    /// <summary>The one copy of this process, read at first use.</summary>
    public static OfficialReference Current => Loaded.Value;

    /// <summary>Where the facts come from, each with its own year.</summary>
    public IReadOnlyList<Dataset> Datasets { get; }

    /// <summary>How many bodies of a kind there are; EPCI are those with own taxation, without the eleven territories of Grand Paris.</summary>
    public int Count(BodyKind kind) => All(kind).Length;

    /// <summary>Every body of a kind, by code.</summary>
    public ReadOnlySpan<OfficialBody> All(BodyKind kind) =>
        ranges.TryGetValue(kind, out var range) ? bodies.AsSpan(range) : [];

    /// <summary>The body with this code, or none. For an EPCI the code is its SIREN; the territories of Grand Paris are found as EPCI.</summary>
    public OfficialBody? Find(BodyKind kind, string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var wanted = code.Trim().ToUpperInvariant();
        return FindIn(All(kind), wanted) ?? (kind == BodyKind.Epci ? FindIn(bodies.AsSpan(eptRange), wanted) : null);
    }

    /// <summary>The commune or EPCI with this SIREN, or whose establishment has this SIRET; none for anything else.</summary>
    public OfficialBody? FindBySiren(string sirenOrSiret)
    {
        ArgumentNullException.ThrowIfNull(sirenOrSiret);
        var digits = string.Concat(sirenOrSiret.Where(char.IsAsciiDigit));
        if (digits.Length is not (9 or 14))
        {
            return null;
        }

        var at = Array.BinarySearch(sirens, int.Parse(digits.AsSpan(0, 9), CultureInfo.InvariantCulture));
        return at < 0 ? null : bodies[sirenOwners[at]];
    }

    /// <summary>
    /// Bodies whose name has every word of the query, or whose INSEE code, SIREN, postal code or département is one of them
    /// ("Sainte-Colombe 77"). Exact names and codes first, then beginnings of names, of words, the rest; the most populous first.
    /// </summary>
    public IReadOnlyList<OfficialBody> Search(string? query, int limit = 20, BodyKind? kind = null) => search.Find(query, limit, kind);

    /// <summary>The communes of an EPCI, or of a territory of Grand Paris, by name; none if the SIREN is no EPCI's.</summary>
    public IReadOnlyList<OfficialBody> MembersOf(string epciSiren) =>
        CommunesWhere(commune => commune.Epci == epciSiren || commune.Ept == epciSiren);

    /// <summary>The communes of a département, by name.</summary>
    public IReadOnlyList<OfficialBody> CommunesOfDepartement(string code) => CommunesWhere(commune => commune.Departements[0] == code);

    /// <summary>The communes of a region, by name.</summary>
    public IReadOnlyList<OfficialBody> CommunesOfRegion(string code) => CommunesWhere(commune => commune.Region == code);

    /// <summary>The EPCI that have at least one commune in a département, by name.</summary>
    public IReadOnlyList<OfficialBody> EpciOfDepartement(string code) =>
        ByName([.. All(BodyKind.Epci).ToArray().Where(epci => epci.Departements.Contains(code))]);

    /// <summary>A dataset by its key in <c>datasets.tsv</c>.</summary>
    public Dataset Dataset(string key) => Datasets.Single(dataset => dataset.Key == key);

    private static OfficialBody? FindIn(ReadOnlySpan<OfficialBody> sorted, string code)
    {
        var at = sorted.BinarySearch(new ByCode(code));
        return at < 0 ? null : sorted[at];
    }

    private static DateOnly? Date(string cell) =>
        cell.Length == 0 ? null : DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static OfficialBody[] ByName(OfficialBody[] found)
    {
        var names = found.Select(body => Folding.Fold(body.Name)).ToArray();
        Array.Sort(names, found, StringComparer.Ordinal);
        return found;
    }

    private OfficialBody[] CommunesWhere(Func<OfficialBody, bool> belongs) =>
        ByName([.. All(BodyKind.Commune).ToArray().Where(belongs)]);

    private List<OfficialBody> Communes(Tables tables, Dictionary<(BodyKind, string), string> notes)
    {
        var (communes, population, total) = (Dataset("communes"), Dataset("population"), Dataset("population-total"));
        var ownCensus = Datasets.Where(dataset => dataset.Key.StartsWith("population-9", StringComparison.Ordinal))
            .ToDictionary(dataset => dataset.Key["population-".Length..]);

        var read = new List<OfficialBody>(35_000);
        foreach (var row in Tables.Rows("communes", "insee", "name", "article", "siren", "departement", "region", "epci", "ept",
            "population", "population_total", "postal_codes"))
        {
            var (inhabitants, all) = (Tables.Number(row[8]), Tables.Number(row[9]));
            read.Add(new OfficialBody
            {
                Kind = BodyKind.Commune,
                Code = row[0],
                InseeCode = row[0],
                Name = row[1],
                Article = tables.Shared(row[2]),
                Siren = Tables.Optional(row[3]),
                Departements = tables.List(row[4]),
                Region = tables.Shared(row[5]),
                Epci = tables.SharedOptional(row[6]),
                Ept = tables.SharedOptional(row[7]),
                Population = inhabitants,
                PopulationDataset = inhabitants is null ? null : ownCensus.GetValueOrDefault(row[4], population),
                TotalPopulation = all,
                TotalPopulationDataset = all is null ? null : total,
                PostalCodes = tables.List(row[10]),
                Note = notes.GetValueOrDefault((BodyKind.Commune, row[0])),
                Dataset = communes,
            });
        }

        return read;
    }

    private List<OfficialBody> Groups(string table, Tables tables, Dictionary<(BodyKind, string), string> notes)
    {
        var (groups, population) = (Dataset(table), Dataset("population-groups"));
        return [.. Tables.Rows(table, "siren", "name", "article", "type", "population", "population_total", "members", "departements")
            .Select(row => new OfficialBody
            {
                Kind = BodyKind.Epci,
                Code = tables.Shared(row[0]),
                Siren = tables.Shared(row[0]),
                Name = row[1],
                Article = tables.Shared(row[2]),
                Type = tables.Shared(row[3]),
                Population = Tables.Number(row[4]),
                PopulationDataset = population,
                TotalPopulation = Tables.Number(row[5]),
                TotalPopulationDataset = population,
                Departements = tables.List(row[7]),
                Note = notes.GetValueOrDefault((BodyKind.Epci, row[0])),
                Dataset = groups,
            })];
    }

    private List<OfficialBody> Departements(Tables tables, Dictionary<(BodyKind, string), string> notes, List<OfficialBody> communes)
    {
        var inhabitants = communes.ToLookup(commune => commune.Departements[0]);
        return [.. Tables.Rows("departements", "code", "name", "article", "region", "seat").Select(row => new OfficialBody
        {
            Kind = BodyKind.Departement,
            Code = tables.Shared(row[0]),
            Name = row[1],
            Article = tables.Shared(row[2]),
            Departements = tables.List(row[0]),
            Region = tables.Shared(row[3]),
            Seat = Tables.Optional(row[4]),
            Population = Sum(inhabitants[row[0]]),
            PopulationDataset = PopulationOf(inhabitants[row[0]]),
            Note = notes.GetValueOrDefault((BodyKind.Departement, row[0])),
            Dataset = Dataset("departements"),
        })];
    }

    private List<OfficialBody> Regions(Tables tables, Dictionary<(BodyKind, string), string> notes, List<OfficialBody> communes)
    {
        var inhabitants = communes.ToLookup(commune => commune.Region!);
        return [.. Tables.Rows("regions", "code", "name", "article", "seat").Select(row => new OfficialBody
        {
            Kind = BodyKind.Region,
            Code = tables.Shared(row[0]),
            Name = row[1],
            Article = tables.Shared(row[2]),
            Departements = [.. inhabitants[row[0]].Select(commune => commune.Departements[0]).Distinct()],
            Region = tables.Shared(row[0]),
            Seat = Tables.Optional(row[3]),
            Population = Sum(inhabitants[row[0]]),
            PopulationDataset = PopulationOf(inhabitants[row[0]]),
            Note = notes.GetValueOrDefault((BodyKind.Region, row[0])),
            Dataset = Dataset("regions"),
        })];
    }

    // Nobody counted is not "nobody lives there": TAAF and Clipperton stay without a figure.
    private static int? Sum(IEnumerable<OfficialBody> communes) =>
        communes.Any(commune => commune.Population is not null) ? communes.Sum(commune => commune.Population ?? 0) : null;

    private static Dataset? PopulationOf(IEnumerable<OfficialBody> communes) =>
        communes.Select(commune => commune.PopulationDataset).FirstOrDefault(dataset => dataset is not null);

    private readonly struct ByCode(string code) : IComparable<OfficialBody>
    {
        public int CompareTo(OfficialBody? other) => string.CompareOrdinal(code, other?.Code);
    }
}
