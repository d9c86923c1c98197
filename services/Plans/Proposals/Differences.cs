using System.Globalization;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Plans.Actions;

namespace OpenDataAnimation.Plans.Proposals;

/// <summary>What one version of a proposed action has that another has not, field by field.</summary>
internal static class Differences
{
    public static ChangedField[] Between(ProposedAction? before, ProposedAction now) =>
        before is null ? [] : [.. Values(before).Zip(Values(now)).Where(v => v.First.Value != v.Second.Value).Select(v => new ChangedField(v.First.Field, v.First.Value, v.Second.Value))];

    /// <summary>The same action with one field of another.</summary>
    public static ProposedAction With(this ProposedAction action, string field, ProposedAction from) => field switch
    {
        "title" => action with { Title = from.Title },
        "description" => action with { Description = from.Description },
        "objectives" => action with { Objectives = from.Objectives },
        "mean" => action with { Mean = from.Mean },
        "audiences" => action with { Audiences = from.Audiences },
        "startsOn" => action with { StartsOn = from.StartsOn },
        "endsOn" => action with { EndsOn = from.EndsOn },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "A proposed action has no such field."),
    };

    private static IEnumerable<(string Field, string? Value)> Values(ProposedAction a) =>
    [
        ("title", a.Title),
        ("description", Text(a.Description)),
        ("objectives", Text(string.Join(' ', a.Objectives.Order(StringComparer.Ordinal)))),
        ("mean", a.Mean),
        ("audiences", Text(string.Join(' ', a.Audiences.Order(StringComparer.Ordinal)))),
        ("startsOn", Day(a.StartsOn)),
        ("endsOn", Day(a.EndsOn)),
    ];

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
