namespace OpenDataAnimation.Territory.Reference;

/// <summary>Where facts of the reference come from, and of which year they are: each dataset has its own.</summary>
/// <param name="Vintage">The year the facts describe, which is not the year of the package.</param>
/// <param name="InForce">Since when they count for laws and regulations, where the producer says so.</param>
/// <param name="Via">The package through which the data came to us; empty for what we wrote.</param>
public sealed record Dataset(
    string Key, int Vintage, DateOnly? InForce, string Title, string Producer, string Url, string Licence, string Via)
{
    /// <summary>How the source is named beside a figure: "Insee, Code officiel géographique, 2026".</summary>
    public string Citation => $"{Producer}, {Title}, {Vintage}";
}
