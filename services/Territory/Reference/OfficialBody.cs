using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Territory.Reference;

/// <summary>A public body as the official reference knows it. Unknown facts are absent, never zero.</summary>
public sealed record OfficialBody
{
    public required BodyKind Kind { get; init; }

    /// <summary>What identifies the body within its kind: INSEE code, SIREN of an EPCI, code of a département or region. Names do not.</summary>
    public required string Code { get; init; }

    /// <summary>Absent for départements, regions and overseas communes, whose SIREN the source does not give.</summary>
    public string? Siren { get; init; }

    public string? InseeCode { get; init; }

    public required string Name { get; init; }

    /// <summary>Insee's code of the article, for <see cref="FrenchName"/>.</summary>
    public required string Article { get; init; }

    /// <summary>For an EPCI: CC, CA, CU, METRO, MET69 (Lyon) or EPT (within Grand Paris). Empty for other kinds.</summary>
    public string Type { get; init; } = "";

    /// <summary>Codes of the départements it lies in; several for 89 EPCI.</summary>
    public IReadOnlyList<string> Departements { get; init; } = [];

    /// <summary>The region, absent for EPCI, of which 26 lie in several.</summary>
    public string? Region { get; init; }

    /// <summary>SIREN of the commune's EPCI; absent for four islands and overseas.</summary>
    public string? Epci { get; init; }

    /// <summary>SIREN of the commune's territory within Grand Paris.</summary>
    public string? Ept { get; init; }

    /// <summary>Municipal population, the one to show. A département's or region's is the sum of its communes.</summary>
    public int? Population { get; init; }

    /// <summary>Year that the population describes.</summary>
    public int? PopulationVintage => PopulationDataset?.Vintage;

    public Dataset? PopulationDataset { get; init; }

    /// <summary>Total population (municipal and counted apart), the one that legal thresholds refer to; of an older year.</summary>
    public int? TotalPopulation { get; init; }

    /// <summary>Year that the total population describes.</summary>
    public int? TotalPopulationVintage => TotalPopulationDataset?.Vintage;

    public Dataset? TotalPopulationDataset { get; init; }

    public IReadOnlyList<string> PostalCodes { get; init; } = [];

    /// <summary>INSEE code of the commune where a département or region has its seat.</summary>
    public string? Seat { get; init; }

    /// <summary>What the codes do not say, in French, to show beside the body.</summary>
    public string? Note { get; init; }

    /// <summary>Year of the list in which the body and its perimeter stand.</summary>
    public int Vintage => Dataset.Vintage;

    /// <summary>The list in which the body and its perimeter stand, for its source, licence and year.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>The source to show beside the body's facts.</summary>
    public string Source => Dataset.Citation;

    /// <summary>The name with its abbreviation spelled out: "Communauté de communes du Pays d'Ancenis".</summary>
    public string FullName => Name switch
    {
        _ when Kind != BodyKind.Epci => Name,
        ['C', 'C', ' ', .. var rest] => "Communauté de communes " + rest,
        ['C', 'A', ' ', .. var rest] => "Communauté d'agglomération " + rest,
        ['C', 'U', ' ', .. var rest] => "Communauté urbaine " + rest,
        _ => Name,
    };
}
