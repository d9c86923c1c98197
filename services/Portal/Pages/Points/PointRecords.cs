using OpenDataAnimation.Interface;
using OpenDataAnimation.Portal.Pages.Actions;

namespace OpenDataAnimation.Portal.Pages.Points;

internal enum PointState { Planned, Held }

internal enum Alignment { Aligned, ToAdjust, Apart }

internal sealed record PointList(
    int RhythmVersion, int? EveryMonths, PlannedPoint? Next, IReadOnlyList<HeldPoint> Items, string? After, IReadOnlyList<RemovedPoint> Removed);

internal sealed record PlannedPoint(Guid Id, int Version, DateOnly On, bool Overdue, IReadOnlyList<string> Asked);

internal sealed record HeldPoint(Guid Id, DateOnly On, Alignment? Alignment, IReadOnlyList<string> Decisions);

internal sealed record RemovedPoint(Guid Id, PointState State, DateOnly On);

internal sealed record PointView(
    Guid Id, int Version, PointState State, DateOnly On, string? Asked, Alignment? Alignment, string? AlignmentNote, string? Notes, string? Decisions,
    DateTime? RecordedAt, Pilot? RecordedBy, string? Elected, string? Lead, BriefView Brief)
{
    public IReadOnlyList<string> AskedLines => PointWords.Lines(Asked);

    public IReadOnlyList<string> DecisionLines => PointWords.Lines(Decisions);
}

internal sealed record BriefView(
    DateOnly Since, DateOnly Until, IReadOnlyList<int> Levels, int ActionsTotal, int ActionsDone,
    FewOf<BriefAction> Done, FewOf<BriefAction> Late, FewOf<BriefAction> Blocked, FewOf<BriefAction> ToDiscuss, FewOf<BriefAction> Next,
    FewOf<BriefProof> Proofs, IReadOnlyList<string> Reached, FewOf<BriefProposal> Proposals, BriefTerritory? Territory);

internal sealed record FewOf<T>(int Count, IReadOnlyList<T> Items)
{
    public int More => Count - Items.Count;
}

internal sealed record BriefAction(Guid Id, string Title, DateOnly? EndsOn, string? Reason);

internal sealed record BriefProof(EvidenceKind Kind, string Title, DateOnly? On, string Action);

internal sealed record BriefProposal(string Title, string From, DateOnly? ExpiresOn);

internal sealed record BriefTerritory(int Total, int Joined, int Shared, int Answers);

internal static class PointWords
{
    public static IReadOnlyList<FieldOption> Alignments { get; } =
    [
        new("Aligned", "D’accord sur la suite"),
        new("ToAdjust", "D’accord, avec des ajustements", "Dites lesquels dans la note."),
        new("Apart", "Pas d’accord pour l’instant", "Dites sur quoi dans la note."),
    ];

    public static IReadOnlyList<FieldOption> Rhythms { get; } =
    [
        new("1", "Tous les mois"), new("2", "Tous les deux mois"), new("3", "Tous les trois mois"), new("4", "Tous les quatre mois"), new("6", "Tous les six mois"), new("12", "Une fois par an"),
    ];

    public static StateLook Of(Alignment alignment) => alignment switch
    {
        Alignment.Aligned => new("D’accord", Tone.Success, "check"),
        Alignment.ToAdjust => new("À ajuster", Tone.Warning, "edit"),
        _ => new("Pas d’accord", Tone.Danger, "alert"),
    };

    /// <summary>"tous les trois mois"; the months themselves where no word was made for them.</summary>
    public static string Every(int months) => Rhythms.FirstOrDefault(r => r.Value == months.ToString(System.Globalization.CultureInfo.InvariantCulture))?.Label.ToLowerInvariant() ?? $"tous les {months} mois";

    /// <summary>One entry a line, without the dashes that people put before them.</summary>
    public static IReadOnlyList<string> Lines(string? text) =>
        text is null ? [] : [.. text.Split('\n').Select(l => l.Trim().TrimStart('-', '–', '•', '*').Trim()).Where(l => l.Length > 0)];
}
