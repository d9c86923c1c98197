using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange.Topics.Features;

/// <summary>Someone answers a topic, as a person or in the body's name.</summary>
public static class WriteReply
{
    /// <param name="Id">Chosen by the caller, so that the same form sent twice is one reply.</param>
    public sealed record Request(
        Guid? Id,
        [property: Required(ErrorMessage = "Écrivez votre réponse.")]
        [property: StringLength(Topic.LongestText, MinimumLength = 2, ErrorMessage = "La réponse compte entre 2 et 8 000 signes.")] string? Text,
        bool AsBody = false);

    internal static void Map(RouteGroupBuilder exchange) => exchange
        .MapPost("/bodies/{bodyId:guid}/topics/{topicId:guid}/replies", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(WriteReply))
        .WithSummary("Reply to a topic; in the body's name only by those who may speak for it")
        .ProducesValidationProblem()
        .ProducesProblem(403)
        .ProducesProblem(409);

    private static async Task<Results<Created<ReplyResponse>, Ok<ReplyResponse>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid topicId, Request request, HttpContext http, PeerExchangeDb db, Readership readership, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var (topic, refusal) = await readership.FindAsync(topicId, ct);
        if (topic is null)
        {
            return refusal!;
        }

        if (request.AsBody && !http.Standing().May(Right.Speak))
        {
            return Problems.NotAllowed("the project lead or an administrator of the body");
        }

        var id = request.Id is { } chosen && chosen != Guid.Empty ? chosen : Guid.CreateVersion7();
        if (await db.Replies.FirstOrDefaultAsync(r => r.Id == id, ct) is { } same)
        {
            return same.TopicId == topicId && same.AuthorBodyId == bodyId && same.AuthorPersonId == db.Scope.PersonId
                ? TypedResults.Ok(ReplyResponse.Of(same, topic, http, db, await db.AuthorsAsync([same], ct)))
                : Problems.Conflict("already-there", "This id is taken.");
        }

        if (topic.State == TopicState.Archived)
        {
            return Problems.Conflict("topic-archived", "This topic is archived: it takes no more replies.");
        }

        var reply = Reply.To(topic, id, db.Scope, request.AsBody, request.Text!, db.Now);
        db.Replies.Add(reply);
        topic.Count(await readership.RepliesOf(topic).CountAsync(ct) + 1, db.Now);
        db.Record("reply-written", "topic", topic.Id, new { ReplyId = reply.Id, reply.AsBody });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return TypedResults.Created($"/api/peer-exchange/bodies/{bodyId}/topics/{topicId}/replies", ReplyResponse.Of(reply, topic, http, db, await db.AuthorsAsync([reply], ct)));
    }
}
