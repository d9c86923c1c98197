using System.Text;
using System.Xml;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Showcase.News;

/// <summary>What a news item tells of.</summary>
public enum NewsKind { Launch, Dataset, Portal, Reuse, Event, Contest, PublicAction }

/// <summary>Only <see cref="Published"/> ones are ever seen by the public.</summary>
public enum NewsState { Draft, ToReview, Published, Withdrawn }

/// <summary>Something that a body tells everyone about its open data.</summary>
public sealed class NewsItem : ITenantOwned, IVersioned, IRestorable
{
    public const int LongestTitle = 150, LongestSummary = 400, LongestBody = 20_000;

    /// <summary>How long a deleted item can be brought back.</summary>
    public static readonly TimeSpan RestorableFor = TimeSpan.FromDays(30);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public int Version { get; private set; }
    public NewsKind Kind { get; private set; }
    public NewsState State { get; private set; }
    public string Title { get; private set; } = "";
    public string Summary { get; private set; } = "";

    /// <summary>Plain text: paragraphs apart by an empty line, "- " before the items of a list, "## " before a heading. Never HTML.</summary>
    public string Body { get; private set; } = "";

    /// <summary>The last part of its public address; does not change once it was published.</summary>
    public string Slug { get; private set; } = "";
    public Guid? AuthorId { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime UpdatedAt { get; private set; }

    /// <summary>When it was first published.</summary>
    public DateTime? PublishedAt { get; private set; }
    public DateTime? DeletedAt { get; private set; }

    public static NewsItem Write(TenantScope scope, string slug, NewsText text, DateTime now)
    {
        var item = new NewsItem { TenantId = scope.TenantId, Id = Guid.CreateVersion7(), Version = 1, Slug = slug, AuthorId = scope.PersonId, CreatedAt = now };
        item.Edit(text, now);
        return item;
    }

    public void Edit(NewsText text, DateTime now) =>
        (Kind, Title, Summary, Body, UpdatedAt) = (text.Kind, Line(text.Title), Line(text.Summary), Lines(text.Body), now);

    /// <summary>Until it is published, the address follows the title.</summary>
    public void Rename(string slug) => Slug = slug;

    public void Become(NewsState state, DateTime now)
    {
        (State, UpdatedAt) = (state, now);
        PublishedAt = state == NewsState.Published ? PublishedAt ?? now : PublishedAt;
    }

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;

    /// <summary>"Trois jeux de données ouverts" is <c>trois-jeux-de-donnees-ouverts</c>.</summary>
    public static string SlugOf(string title)
    {
        var slug = string.Join('-', Folding.Words(title).Select(w => string.Concat(w.Where(char.IsAsciiLetterOrDigit))).Where(w => w.Length > 0));
        return slug.Length == 0 ? "actualite" : slug.Length <= 80 ? slug : slug[..80].TrimEnd('-');
    }

    private static string Line(string text) => Clean(text.ReplaceLineEndings(" "));

    private static string Lines(string text) => Clean(text.ReplaceLineEndings("\n"));

    /// <summary>Signs that XML cannot hold would break the whole feed for everyone.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\n' || char.IsSurrogate(c) || (XmlConvert.IsXmlChar(c) && !char.IsControl(c)))
            {
                clean.Append(c);
            }
        }

        return clean.ToString().Trim();
    }
}

/// <summary>What its author types.</summary>
public sealed record NewsText(NewsKind Kind, string Title, string Summary, string Body);
