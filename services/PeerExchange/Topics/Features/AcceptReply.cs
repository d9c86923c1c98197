using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange.Topics.Features;

/// <summary>The author says which reply was the answer; the topic is solved by it.</summary>
public static class AcceptReply
{
    public sealed record Request([property: Required(ErrorMessage = "Choisissez la réponse.")] Guid? ReplyId);

    internal static void Map(RouteGroupBuilder exchange) => exchange
        .MapPost("/bodies/{bodyId:guid}/topics/{topicId:guid}/accepted-reply", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(AcceptReply))
        .WithSummary("Accept a reply to one's own topic as its answer")
        .ProducesProblem(403);

    private static async Task<Results<Ok<TopicResponse>, ValidationProblem, ProblemHttpResult>> Handle(
        Guid bodyId, Guid topicId, Request request, HttpContext http, PeerExchangeDb db, Readership readership, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var (topic, refusal) = await readership.FindAsync(topicId, ct);
        if (topic is null)
        {
            return refusal!;
        }

        if (!http.MayChange(db.Scope, topic))
        {
            return Problems.NotAllowed("the author of the topic");
        }

        if (await readership.RepliesOf(topic).FirstOrDefaultAsync(r => r.Id == request.ReplyId, ct) is not { } reply)
        {
            return Problems.Field("replyId", "Cette réponse ne fait pas partie du sujet.");
        }

        if (topic.AcceptedReplyId != reply.Id)
        {
            topic.Accept(reply);
            db.Record("reply-accepted", "topic", topic.Id, new { ReplyId = reply.Id });
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }

        return TypedResults.Ok(await TopicResponse.OfAsync(topic, http, db, readership, ct));
    }
}
