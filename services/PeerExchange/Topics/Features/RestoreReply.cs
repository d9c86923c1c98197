using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange.Topics.Features;

/// <summary>The author puts a reply that was taken back where it was.</summary>
internal static class RestoreReply
{
    internal static void Map(RouteGroupBuilder exchange) => exchange
        .MapPost("/bodies/{bodyId:guid}/topics/{topicId:guid}/replies/{replyId:guid}/restoration", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(RestoreReply))
        .WithSummary("Put back one's own reply that was taken back in the last 30 days");

    private static async Task<Results<Ok<ReplyResponse>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid topicId, Guid replyId, HttpContext http, PeerExchangeDb db, Readership readership, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var (topic, refusal) = await readership.FindAsync(topicId, ct);
        if (topic is null)
        {
            return refusal!;
        }

        var since = db.Now - Reply.RestorableFor;
        var reply = await db.Replies.FirstOrDefaultAsync(r => r.Id == replyId && r.TopicId == topicId && r.DeletedAt > since, ct);
        // What someone else took back is not there for anyone.
        if (reply is null || !http.MayChange(db.Scope, reply))
        {
            return Problems.NotFound("reply");
        }

        reply.Restore();
        topic.Count(await readership.RepliesOf(topic).CountAsync(ct) + 1, topic.LastActivityAt);
        db.Record("reply-restored", "topic", topic.Id, new { ReplyId = reply.Id });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Ok(ReplyResponse.Of(reply, topic, http, db, await db.AuthorsAsync([reply], ct)));
    }
}
