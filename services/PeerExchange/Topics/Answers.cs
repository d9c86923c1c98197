using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange.Topics;

/// <summary>A topic, whole.</summary>
/// <param name="MayChange">The caller is its author, or speaks for the body that is.</param>
/// <param name="Replies">The first ones, when the topic is read.</param>
internal sealed record TopicResponse(
    Guid Id, int Version, Guid SpaceId, SpaceKind SpaceKind, string SpaceName, TopicKind Kind, TopicState State, string Title, string Text,
    Author Author, DateTime CreatedAt, DateTime LastActivityAt, int ReplyCount, Guid? AcceptedReplyId, bool MayChange, RepliesPage? Replies = null)
{
    public static async Task<TopicResponse> OfAsync(Topic topic, HttpContext http, PeerExchangeDb db, Readership readership, CancellationToken ct) =>
        Of(topic, http, db, await readership.SpacesAsync(ct), await db.AuthorsAsync([topic], ct), null);

    public static TopicResponse Of(Topic topic, HttpContext http, PeerExchangeDb db, Spaces.Spaces spaces, Func<IWritten, Author> authors, RepliesPage? replies)
    {
        http.ShowVersion(topic.Version);
        return new(topic.Id, topic.Version, topic.SpaceId, topic.SpaceKind, spaces.Open.First(s => s.Id == topic.SpaceId).Name, topic.Kind, topic.State, topic.Title, topic.Text,
            authors(topic), topic.CreatedAt, topic.LastActivityAt, topic.ReplyCount, topic.AcceptedReplyId, http.MayChange(db.Scope, topic), replies);
    }
}

/// <summary>A reply.</summary>
/// <param name="MayChange">The caller may take it back.</param>
internal sealed record ReplyResponse(Guid Id, string Text, Author Author, DateTime CreatedAt, bool Accepted, bool MayChange)
{
    public static ReplyResponse Of(Reply reply, Topic topic, HttpContext http, PeerExchangeDb db, Func<IWritten, Author> authors) =>
        new(reply.Id, reply.Text, authors(reply), reply.CreatedAt, topic.AcceptedReplyId == reply.Id, http.MayChange(db.Scope, reply));
}

/// <summary>Some replies, oldest first, and where the next ones begin.</summary>
internal sealed record RepliesPage(IReadOnlyList<ReplyResponse> Items, string? Next)
{
    public const int Usual = 50;

    public static RepliesPage Of(List<Reply> rows, int size, Topic topic, HttpContext http, PeerExchangeDb db, Func<IWritten, Author> authors)
    {
        var page = rows.Take(size).ToList();
        return new([.. page.Select(r => ReplyResponse.Of(r, topic, http, db, authors))], rows.Count > size ? Place.Of(page[^1].CreatedAt, page[^1].Id) : null);
    }
}
