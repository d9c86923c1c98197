using OpenDataAnimation.Plans.Method;
using OpenDataAnimation.Plans.Plan;

namespace OpenDataAnimation.Plans.Suggestions;

/// <summary>What may be suggested, the most pressing first.</summary>
public enum SuggestionKind { Late, NoAction, PeerDid, NoStrategy, NoPoint, NextLevel, NoPilot }

/// <summary>A next best action with the facts that it rests on.</summary>
/// <param name="Key">Names it: the same key is the same suggestion on another day.</param>
/// <param name="Objective">The objective that it serves, where it is about one.</param>
/// <param name="Means">Of the method, the lightest first: the first one is made an action in one click.</param>
/// <param name="Count">How many actions it is about.</param>
/// <param name="Since">The last point, for the one that none was held since.</param>
/// <param name="Peer">What a neighbour of the same size did, for the one that is about it.</param>
/// <param name="Stamp">With <paramref name="Amount"/> the fact behind it: dismissed, it stays away while the stamp is the same and the amount has not grown.</param>
public sealed record Suggestion(
    string Key, SuggestionKind Kind, string? Objective, IReadOnlyList<string> Means, int Count, DateOnly? Since, string Stamp, int Amount, PeerDid? Peer = null);

/// <summary>A proposal that waits, and the body that did it first: it agreed to have it told, and a parent of both told it.</summary>
public sealed record PeerDid(Guid ProposalId, int SentVersion, string Title, string Name, int? Population);

/// <summary>What is known of a plan when suggestions are made.</summary>
/// <param name="PlanSince">The first day of the plan, or of its first action; null for a plan that was not begun.</param>
/// <param name="LongLate">Actions whose end is more than thirty days past.</param>
/// <param name="NoPilot">Actions to come or under way that no one pilots.</param>
/// <param name="Served">Objectives that at least one action serves.</param>
public sealed record PlanFacts(
    DateOnly Today, DateOnly? PlanSince, bool HasStrategy, DateOnly? LastPoint, DateOnly? NextPoint, int LongLate, int NoPilot,
    IReadOnlySet<string> Declared, IReadOnlySet<string> Reached, IReadOnlySet<string> Served)
{
    /// <summary>Inhabitants; null where they are not known.</summary>
    public int? Population { get; init; }

    /// <summary>Codes of the method that the body does not use.</summary>
    public IReadOnlySet<string> Hidden { get; init; } = new HashSet<string>();

    /// <summary>Of the body's own kind and of any size, the oldest letter first.</summary>
    public IReadOnlyList<PeerDid> PeersDid { get; init; } = [];
}

/// <summary>From the method and the facts to at most three suggestions; it reads nothing and writes nothing.</summary>
public static class Suggest
{
    /// <summary>Shown at once.</summary>
    public const int Most = 3;

    /// <summary>Days without a point after which one is suggested.</summary>
    public const int PointDays = 90;

    /// <summary>Days after its end when a late action calls for a decision rather than a reminder.</summary>
    public const int LongLateDays = 30;

    private const int PointAheadDays = 45, MostMeans = 3;

    /// <summary>The most pressing of each kind, without those dismissed.</summary>
    public static IReadOnlyList<Suggestion> From(PlanFacts facts, IReadOnlyCollection<Dismissal> dismissed) =>
        [.. All(facts).Where(s => !dismissed.Any(d => d.Key == s.Key && d.Stamp == s.Stamp && s.Amount <= d.Amount)).DistinctBy(s => s.Kind).OrderBy(s => s.Kind).Take(Most)];

    /// <summary>All that the facts call for, also several of a kind.</summary>
    public static IEnumerable<Suggestion> All(PlanFacts facts)
    {
        if (facts.LongLate > 0)
        {
            yield return Plain("late", SuggestionKind.Late, facts.LongLate);
        }

        foreach (var code in facts.Declared.Where(c => !facts.Reached.Contains(c) && !facts.Served.Contains(c) && HasMeans(c, facts.Hidden)).Order(StringComparer.Ordinal))
        {
            yield return ForObjective("start", SuggestionKind.NoAction, code, facts.Hidden);
        }

        foreach (var peer in facts.PeersDid.Where(p => SameSize(facts.Population, p.Population)))
        {
            // Its words may change: a new version is a new fact.
            yield return new Suggestion(
                $"peer-{peer.ProposalId:N}", SuggestionKind.PeerDid, null, [], 0, null, peer.SentVersion.ToString(System.Globalization.CultureInfo.InvariantCulture), 0, peer);
        }

        if (!facts.HasStrategy)
        {
            yield return Plain("strategy", SuggestionKind.NoStrategy, 0);
        }

        if ((facts.LastPoint ?? facts.PlanSince) is { } since && since < facts.Today.AddDays(-PointDays)
            && !(facts.NextPoint >= facts.Today && facts.NextPoint <= facts.Today.AddDays(PointAheadDays)))
        {
            yield return new Suggestion("point", SuggestionKind.NoPoint, null, [], 0, facts.LastPoint, facts.LastPoint?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "", 0);
        }

        foreach (var (level, axis) in AxisLevels.Of(facts.Reached).Select((level, axis) => (level, axis + 1)))
        {
            var next = $"{axis}.{level + 1}";
            if (level is 1 or 2 && !facts.Served.Contains(next) && !facts.Declared.Contains(next) && !facts.Hidden.Contains(next) && HasMeans(next, facts.Hidden))
            {
                yield return ForObjective("next", SuggestionKind.NextLevel, next, facts.Hidden);
            }
        }

        if (facts.NoPilot > 0)
        {
            yield return Plain("pilot", SuggestionKind.NoPilot, facts.NoPilot);
        }
    }

    /// <summary>Between half as many inhabitants and twice as many.</summary>
    public static bool SameSize(int? mine, int? theirs) => mine > 0 && theirs > 0 && theirs <= 2L * mine && mine <= 2L * theirs;

    private static Suggestion Plain(string key, SuggestionKind kind, int count) => new(key, kind, null, [], count, null, "", count);

    private static Suggestion ForObjective(string what, SuggestionKind kind, string code, IReadOnlySet<string> hidden) => new(
        $"{what}-{code}", kind, code, [.. MethodVersion.Current.MeansFor(code).Where(m => !hidden.Contains(m.Code)).OrderBy(m => m.Effort).Take(MostMeans).Select(m => m.Code)], 0, null, "", 0);

    private static bool HasMeans(string code, IReadOnlySet<string> hidden) => MethodVersion.Current.MeansFor(code).Any(m => !hidden.Contains(m.Code));
}
