using System.Collections.Immutable;

namespace OpenDataAnimation.Plans.Method;

/// <summary>
/// The method that every plan starts from: a platform's reference, the same for all bodies. A new version is a new file;
/// entries may be added or reworded, never taken away, so that what a plan refers to is always found.
/// </summary>
/// <param name="Source">Whose terms and whose words these are, to be shown with them.</param>
public sealed record MethodVersion(
    int Number, DateOnly Since, string Label, string Source,
    ImmutableArray<Axis> Axes, ImmutableArray<Objective> Objectives, ImmutableArray<Mean> Means, ImmutableArray<Audience> Audiences,
    Trajectory Trajectory,
    ImmutableArray<SupportAxis> SupportAxes, ImmutableArray<SupportTopic> SupportTopics, ImmutableArray<SupportFormat> SupportFormats,
    ImmutableArray<PublicationCheck> PublicationChecklist, ImmutableArray<DocumentModel> DocumentModels)
{
    private static readonly Lazy<MethodVersion> Loaded = new(() => MethodFile.Read("method-v1.json"));

    // Two entries of one code would be a broken version: this throws.
    private readonly Dictionary<string, Entry> entries = new Entry[][]
    {
        [.. Objectives, .. Means, .. Means.SelectMany(m => m.Steps), .. Audiences, .. Axes],
        [.. Trajectory.Phases, .. Trajectory.Phases.SelectMany(p => p.ExitCriteria)],
        [.. SupportAxes, .. SupportTopics, .. SupportFormats, .. PublicationChecklist, .. DocumentModels],
    }.SelectMany(kind => kind).ToDictionary(e => e.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The version in force, read once from the program itself.</summary>
    public static MethodVersion Current => Loaded.Value;

    /// <summary>The entry of that code, whatever its kind ("1.2", "M8a", "elected", "L6"), in any case; null when there is none.</summary>
    public Entry? Find(string? code) => code is null ? null : entries.GetValueOrDefault(code);

    /// <summary>The same, when only one kind will do: <c>Find&lt;Mean&gt;("1.2")</c> is null.</summary>
    public T? Find<T>(string? code) where T : Entry => Find(code) as T;

    /// <summary>Means that serve an objective, those listed under it first.</summary>
    public IEnumerable<Mean> MeansFor(string objective) =>
        Means.Where(m => m.Objectives.Contains(objective)).OrderBy(m => m.Objectives[0] == objective ? 0 : 1);

    /// <summary>The mean of that code, or the one that the step of that code is part of: both M8 and M8a give M8.</summary>
    public Mean? MeanOf(string? code) => Find(code) switch
    {
        Mean mean => mean,
        Step step => Means.First(m => m.Steps.Contains(step)),
        _ => null,
    };

    /// <summary>Whom an action is for unless said otherwise: the mean's audiences, or else all those of its objectives.</summary>
    public IEnumerable<string> DefaultAudiences(IEnumerable<string> objectives, string? mean) =>
        MeanOf(mean) is { } known
            ? known.Audiences
            : objectives.SelectMany(o => Find<Objective>(o)?.Audiences ?? []).Distinct();
}
