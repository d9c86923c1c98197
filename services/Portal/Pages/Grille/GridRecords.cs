using System.Globalization;
using OpenDataAnimation.Interface.TagHelpers;

namespace OpenDataAnimation.Portal.Pages.Grille;

/// <param name="Matching">Children that the filters leave.</param>
/// <param name="Objectives">In the order of each row's cells.</param>
internal sealed record GridView(
    int Total, int Shared, int Matching, int MatchingShared, bool Capped, IReadOnlyList<GridTotal> Objectives, IReadOnlyList<GridRow> Rows);

/// <summary>Over the matching children that share, and only these.</summary>
internal sealed record GridTotal(string Code, int Declared, int Reached);

internal enum GridMissing { Prepared, NotAccepted, SharesNothing, WaitingForDelivery }

/// <param name="Progress">Null where it shares none.</param>
/// <param name="Notes">The parent's own follow-up notes about it.</param>
internal sealed record GridRow(
    Guid BodyId, string Name, string Slug, string Departements, int? Population, GridMissing? Why, GridProgress? Progress, int Notes = 0)
{
    /// <summary>Why nothing is shown: "non partagé" is not zero.</summary>
    public string Reason => Why switch
    {
        GridMissing.Prepared => "pas encore inscrite",
        GridMissing.NotAccepted => "le rattachement n’est pas encore accepté",
        GridMissing.WaitingForDelivery => "son avancement arrive dans un instant",
        _ => "elle a choisi de ne pas partager son plan",
    };
}

/// <param name="Cells">In the order of the grid's objectives.</param>
internal sealed record GridProgress(int ActionsTotal, int ActionsDone, string? LastMonth, IReadOnlyList<ProgressCell> Cells)
{
    /// <summary>"11/2026"; a dash when nothing was done yet.</summary>
    public string LastActivity => LastMonth is { Length: 7 } month ? $"{month[5..]}/{month[..4]}" : "–";
}

internal enum ProgressState { None, Declared, InProgress, Reached }

/// <param name="Done">Actions done of <paramref name="Total"/>; null where there is none.</param>
/// <param name="TargetOn">Month of the target, <c>2027-06</c>.</param>
internal sealed record ProgressCell(ProgressState State, int? Done = null, int? Total = null, string? TargetOn = null)
{
    /// <summary>How the grid shows it: state, and "actions done / actions" once something is under way.</summary>
    /// <param name="month">The current month, <c>2026-11</c>.</param>
    public (GridState State, string? Text) Shown(string month) => State switch
    {
        ProgressState.Reached => (GridState.Reached, null),
        ProgressState.None => (GridState.NotDeclared, null),
        _ when TargetOn is not null && string.CompareOrdinal(TargetOn, month) < 0 => (GridState.Late, Text),
        ProgressState.InProgress => (GridState.InProgress, Text),
        _ => (GridState.Declared, null),
    };

    private string? Text => Total is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Done}/{Total}");
}
