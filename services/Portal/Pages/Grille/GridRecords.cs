using System.Globalization;
using OpenDataAnimation.Interface.TagHelpers;
using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Grille;

/// <param name="Matching">Children that the filters leave.</param>
internal sealed record GridView(
    int Total, int Shared, int Matching, int MatchingShared, bool Capped, IReadOnlyList<GridTotal> Objectives, IReadOnlyList<GridRow> Rows);

/// <summary>Over the matching children that share, and only these.</summary>
internal sealed record GridTotal(string Code, int Declared, int Reached);

internal enum GridMissing { Prepared, NotAccepted, SharesNothing, WaitingForDelivery }

internal sealed record GridRow(
    Guid BodyId, string Name, string Slug, string Departements, int? Population, bool Shared, GridMissing? Why,
    int? ActionsTotal, int? ActionsDone, string? LastMonth, GridProgress? Progress)
{
    /// <summary>Why nothing is shown: "non partagé" is not zero.</summary>
    public string Reason => Why switch
    {
        GridMissing.Prepared => "pas encore inscrite",
        GridMissing.NotAccepted => "le rattachement attend son accord",
        GridMissing.WaitingForDelivery => "son avancement arrive dans un instant",
        _ => "elle a choisi de ne pas partager son plan",
    };

    /// <summary>"11/2026"; a dash when nothing was done yet.</summary>
    public string LastActivity => LastMonth is { Length: 7 } month ? $"{month[5..]}/{month[..4]}" : "–";
}

internal sealed record GridProgress(IReadOnlyList<GridObjective> Objectives);

/// <param name="TargetOn">Month of the target, <c>2027-06</c>.</param>
internal sealed record GridObjective(string Code, bool Declared, string? TargetOn, bool Reached, IReadOnlyDictionary<ActionState, int>? Actions)
{
    /// <summary>How a cell shows it: state, and "actions done / actions" once something is under way.</summary>
    /// <param name="month">The current month, <c>2026-11</c>.</param>
    public (GridState State, string? Text) Cell(string month)
    {
        if (Reached)
        {
            return (GridState.Reached, null);
        }

        if (!Declared)
        {
            return (GridState.NotDeclared, null);
        }

        var all = Actions?.Values.Sum() ?? 0;
        var done = Actions?.GetValueOrDefault(ActionState.Done) ?? 0;
        var text = all == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{done}/{all}");
        return TargetOn is not null && string.CompareOrdinal(TargetOn, month) < 0 ? (GridState.Late, text)
            : done + (Actions?.GetValueOrDefault(ActionState.InProgress) ?? 0) > 0 ? (GridState.InProgress, text)
            : (GridState.Declared, null);
    }
}
