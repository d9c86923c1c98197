using OpenDataAnimation.Contracts;
using OpenDataAnimation.Interface;

namespace OpenDataAnimation.Portal.Pages.Echanges;

/// <summary>What topics are, and who wrote them, in words.</summary>
internal static class TopicWords
{
    public static IReadOnlyList<FieldOption> Kinds { get; } =
    [
        new("Question", "Une question"),
        new("Experience", "Un retour d’expérience"),
        new("Announcement", "Une annonce"),
        new("Request", "Une demande d’aide"),
    ];

    public static string Kind(string kind) => kind switch
    {
        "Question" => "Question",
        "Experience" => "Retour d’expérience",
        "Announcement" => "Annonce",
        "Request" => "Demande d’aide",
        _ => kind,
    };

    public static (Tone Tone, string Icon, string Word) State(string state) => state switch
    {
        "Solved" => (Tone.Success, "check", "Résolu"),
        "Archived" => (Tone.Neutral, "archive", "Archivé"),
        _ => (Tone.Info, "chat", "Ouvert"),
    };

    public static string Space(string kind, string name) => kind == "AllPeers" ? "Tous les pairs" : $"Territoire\u00A0: {name}";

    public static string Space(ShownSpace space) => Space(space.Kind, space.Name);

    /// <summary>"Camille Essai, Béganne", or "Au nom de la commune de Béganne".</summary>
    public static string Author(ShownAuthor author) =>
        author.AsBody ? $"Au nom {Of(author)}"
        : author.PersonName is { Length: > 0 } name ? $"{name}, {author.BodyName}"
        : $"Une personne {Words.De(author.BodyName, author.BodyArticle)}";

    private static string Of(ShownAuthor author) => author.BodyKind switch
    {
        BodyKind.Commune => $"de la commune {Words.De(author.BodyName, author.BodyArticle)}",
        BodyKind.Departement => $"du département {Words.De(author.BodyName, author.BodyArticle)}",
        BodyKind.Region => $"de la région {author.BodyName}",
        _ => Words.De(author.BodyName, author.BodyArticle),
    };
}

internal sealed record ShownSpace(Guid Id, string Kind, string Name);

internal sealed record ShownAuthor(string BodyName, string? BodyArticle, BodyKind BodyKind, string? PersonName, bool AsBody);

internal sealed record ShownReply(Guid Id, string Text, ShownAuthor Author, DateTime CreatedAt, bool Accepted, bool MayChange);

internal sealed record ShownReplies(IReadOnlyList<ShownReply> Items, string? Next);

internal sealed record ShownTopic(
    Guid Id, int Version, string SpaceKind, string SpaceName, string Kind, string State, string Title, string Text, ShownAuthor Author,
    DateTime CreatedAt, int ReplyCount, bool MayChange, ShownReplies? Replies);
