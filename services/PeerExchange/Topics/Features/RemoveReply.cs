using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange.Topics.Features;

/// <summary>The author takes a reply back; it can be put there again for 30 days.</summary>
internal static class RemoveReply
{
    internal static void Map(RouteGroupBuilder exchange) => exchange
        .MapDelete("/bodies/{bodyId:guid}/topics/{topicId:guid}/replies/{replyId:guid}", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(RemoveReply))
        .WithSummary("Take one's own reply back")
        .ProducesProblem(403);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid bodyId, Guid topicId, Guid replyId, HttpContext http, PeerExchangeDb db, Readership readership, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var (topic, refusal) = await readership.FindAsync(topicId, ct);
        if (topic is null)
        {
            return refusal!;
        }

        if (await readership.RepliesOf(topic).FirstOrDefaultAsync(r => r.Id == replyId, ct) is not { } reply)
        {
            return Problems.NotFound("reply");
        }

        if (!http.MayChange(db.Scope, reply))
        {
            return Problems.NotAllowed("the author of the reply");
        }

        reply.Remove(db.Now);
        topic.Forget(reply);
        topic.Count(await readership.RepliesOf(topic).CountAsync(ct) - 1, topic.LastActivityAt);
        db.Record("reply-removed", "topic", topic.Id, new { ReplyId = reply.Id });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
