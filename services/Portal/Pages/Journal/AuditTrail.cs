using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenDataAnimation.Portal.Pages.Journal;

/// <summary>One entry of a service's audit.</summary>
internal sealed record AuditItem(
    long Sequence, DateTime At, Guid? PersonId, string? PersonName, Guid? OnBehalfOf, string Reason, string Act, string SubjectKind, Guid SubjectId, string? Details, string Hash);

/// <summary>An entry, and the service whose audit it is in.</summary>
internal sealed record TrailItem(string Service, AuditItem Entry);

/// <summary>Where a page of several chains ends: for each service the last entry that was shown. In an address: <c>plans:120,territory:8</c>.</summary>
internal sealed partial record TrailCursor(IReadOnlyDictionary<string, long> Shown)
{
    public static TrailCursor Start { get; } = new(new Dictionary<string, long>());

    /// <summary>What cannot be read begins anew: the address was changed by hand.</summary>
    public static TrailCursor Read(string? text) => text is not null && Form().IsMatch(text)
        ? new(text.Split(',').Select(p => p.Split(':')).DistinctBy(p => p[0]).ToDictionary(p => p[0], p => long.Parse(p[1], CultureInfo.InvariantCulture)))
        : Start;

    public TrailCursor After(IEnumerable<TrailItem> shown)
    {
        var next = Shown.ToDictionary();
        foreach (var item in shown)
        {
            next[item.Service] = item.Entry.Sequence;
        }

        return new(next);
    }

    public override string ToString() => string.Join(',', Shown.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key}:{s.Value}")));

    [GeneratedRegex(@"^[a-z-]{1,30}:\d{1,18}(,[a-z-]{1,30}:\d{1,18}){0,20}$")]
    private static partial Regex Form();
}

internal static class Trail
{
    /// <summary>The latest entries of all chains, each chain in its own order.</summary>
    public static List<TrailItem> Merge(IEnumerable<(string Service, IReadOnlyList<AuditItem> Items)> chains, int take)
    {
        var heads = chains.Select(c => (c.Service, Left: new Queue<AuditItem>(c.Items))).ToList();
        var merged = new List<TrailItem>();
        while (merged.Count < take && heads.Where(h => h.Left.Count > 0).ToList() is { Count: > 0 } left)
        {
            var latest = left.MaxBy(h => h.Left.Peek().At);
            merged.Add(new TrailItem(latest.Service, latest.Left.Dequeue()));
        }

        return merged;
    }
}
