using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Vitrine;

/// <summary>What news tell of, and where they stand, in words.</summary>
internal static class NewsWords
{
    public static IReadOnlyList<FieldOption> Kinds { get; } =
    [
        new("Launch", "Lancement de la démarche"),
        new("Dataset", "Nouveau jeu de données"),
        new("Portal", "Évolution du portail"),
        new("Reuse", "Nouvelle réutilisation"),
        new("Event", "Événement"),
        new("Contest", "Concours"),
        new("PublicAction", "Action publique"),
    ];

    public static string Kind(string kind) => Kinds.FirstOrDefault(k => k.Value == kind)?.Label ?? kind;

    public static (Tone Tone, string Icon, string Word) State(string state) => state switch
    {
        "Draft" => (Tone.Neutral, "edit", "Brouillon"),
        "ToReview" => (Tone.Warning, "eye", "À relire"),
        "Published" => (Tone.Success, "external", "Publiée"),
        "Withdrawn" => (Tone.Neutral, "undo", "Retirée"),
        _ => (Tone.Neutral, "dash", state),
    };
}

/// <summary>A news item as its authors see it.</summary>
internal sealed record ShownNews(
    Guid Id, int Version, string Kind, string State, string Title, string Summary, string Body, string Slug, string? AuthorName, DateTime UpdatedAt, DateTime? PublishedAt);

/// <summary>A line of the list.</summary>
internal sealed record ListedNews(Guid Id, int Version, string Kind, string State, string Title, DateTime UpdatedAt, DateTime? PublishedAt);

internal sealed record NewsList(IReadOnlyList<ListedNews> Items, string? Next);
