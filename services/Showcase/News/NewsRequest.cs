using System.ComponentModel.DataAnnotations;

namespace OpenDataAnimation.Showcase.News;

/// <summary>A news item as its author sends it, written or edited. Public: the generated validation passes over internal types without a word.</summary>
public sealed record NewsRequest(
    [property: Required(ErrorMessage = "Choisissez de quoi parle l’actualité.")]
    [property: EnumDataType(typeof(NewsKind), ErrorMessage = "Choisissez de quoi parle l’actualité.")] NewsKind? Kind,
    [property: Required(ErrorMessage = "Donnez un titre à l’actualité.")]
    [property: StringLength(NewsItem.LongestTitle, MinimumLength = 5, ErrorMessage = "Le titre compte entre 5 et 150 signes.")] string? Title,
    [property: Required(ErrorMessage = "Écrivez un résumé\u00A0: c’est ce qu’on lit en premier.")]
    [property: StringLength(NewsItem.LongestSummary, MinimumLength = 10, ErrorMessage = "Le résumé compte entre 10 et 400 signes.")] string? Summary,
    [property: StringLength(NewsItem.LongestBody, ErrorMessage = "Le texte compte 20 000 signes au plus.")] string? Body)
{
    public NewsText Text() => new(Kind!.Value, Title!, Summary!, Body ?? "");
}

/// <summary>A news item as the body's own people see it.</summary>
internal sealed record NewsResponse(
    Guid Id, int Version, NewsKind Kind, NewsState State, string Title, string Summary, string Body, string Slug,
    string? AuthorName, DateTime CreatedAt, DateTime UpdatedAt, DateTime? PublishedAt)
{
    public static NewsResponse Of(NewsItem item, string? authorName = null) => new(
        item.Id, item.Version, item.Kind, item.State, item.Title, item.Summary, item.Body, item.Slug, authorName, item.CreatedAt, item.UpdatedAt, item.PublishedAt);
}
