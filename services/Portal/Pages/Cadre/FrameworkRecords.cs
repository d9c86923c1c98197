namespace OpenDataAnimation.Portal.Pages.Cadre;

internal enum FrameworkKind { Team, Criterion, Doubt }

/// <param name="FullTime">Of the team together, in percent of one full-time job.</param>
/// <param name="Starters">Texts to start from that are not in use.</param>
internal sealed record FrameworkView(
    IReadOnlyList<FrameworkLine> Team, IReadOnlyList<FrameworkLine> Criteria, IReadOnlyList<FrameworkLine> Doubts, int FullTime, DateTime? UpdatedAt,
    IReadOnlyList<StarterText> Starters, IReadOnlyList<FrameworkLine> Removed)
{
    public bool IsEmpty => Team.Count + Criteria.Count + Doubts.Count == 0;

    public IReadOnlyList<FrameworkLine> Of(FrameworkKind kind) => kind switch { FrameworkKind.Team => Team, FrameworkKind.Criterion => Criteria, _ => Doubts };

    public FrameworkLine? Find(Guid id) => Team.Concat(Criteria).Concat(Doubts).FirstOrDefault(l => l.Id == id);
}

internal sealed record FrameworkLine(Guid Id, int Version, FrameworkKind Kind, string Title, string? Text, Guid? PersonId, int? EffortPercent, DateTime? DeletedAt);

internal sealed record StarterText(string Code, FrameworkKind Kind, string Title, string Text);

/// <summary>How the parts of the framework are named, and in addresses.</summary>
internal static class FrameworkWords
{
    public static string Of(FrameworkKind kind) => kind switch
    {
        FrameworkKind.Team => "une personne de l’équipe",
        FrameworkKind.Criterion => "un critère",
        _ => "une réponse à un doute",
    };

    public static string Slug(FrameworkKind kind) => kind switch { FrameworkKind.Team => "equipe", FrameworkKind.Criterion => "criteres", _ => "doutes" };

    public static FrameworkKind? FromSlug(string? slug) => slug switch
    {
        "equipe" => FrameworkKind.Team,
        "criteres" => FrameworkKind.Criterion,
        "doutes" => FrameworkKind.Doubt,
        _ => null,
    };

    /// <summary>A share of a job as people say it: "20 % d’un temps plein".</summary>
    public static string Effort(int percent) => percent == 100 ? "un temps plein" : percent > 100 ? $"{Interface.French.Number(percent / 100m, 1)} temps plein" : $"{percent}\u00A0% d’un temps plein";
}
