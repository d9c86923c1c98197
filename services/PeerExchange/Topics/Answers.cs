using OpenDataAnimation.PeerExchange.Spaces;

namespace OpenDataAnimation.PeerExchange.Topics;

/// <summary>A topic, whole.</summary>
/// <param name="MayChange">The caller is its author, or speaks for the body that is.</param>
internal sealed record TopicResponse(
    Guid Id, int Version, Guid SpaceId, SpaceKind SpaceKind, string SpaceName, TopicKind Kind, TopicState State, string Title, string Text,
    Author Author, DateTime CreatedAt, DateTime LastActivityAt, int ReplyCount, Guid? AcceptedReplyId, bool MayChange)
{
    public static async Task<TopicResponse> OfAsync(Topic topic, HttpContext http, PeerExchangeDb db, Readership readership, CancellationToken ct)
    {
        var space = (await readership.SpacesAsync(ct)).Open.First(s => s.Id == topic.SpaceId);
        var authors = await db.AuthorsAsync([topic], ct);
        http.ShowVersion(topic.Version);
        return new(topic.Id, topic.Version, topic.SpaceId, topic.SpaceKind, space.Name, topic.Kind, topic.State, topic.Title, topic.Text,
            authors(topic), topic.CreatedAt, topic.LastActivityAt, topic.ReplyCount, topic.AcceptedReplyId, http.MayChange(db.Scope, topic));
    }
}

/// <summary>A reply.</summary>
/// <param name="MayChange">The caller may take it back.</param>
internal sealed record ReplyResponse(Guid Id, string Text, Author Author, DateTime CreatedAt, bool Accepted, bool MayChange)
{
    public static ReplyResponse Of(Reply reply, Topic topic, HttpContext http, PeerExchangeDb db, Func<IWritten, Author> authors) =>
        new(reply.Id, reply.Text, authors(reply), reply.CreatedAt, topic.AcceptedReplyId == reply.Id, http.MayChange(db.Scope, reply));
}
