using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange.Topics.Features;

/// <summary>The author says that a topic is solved, put away, or open again.</summary>
public static class ChangeTopicState
{
    public sealed record Request([property: Required(ErrorMessage = "Dites où en est le sujet.")] TopicState? State);

    internal static void Map(RouteGroupBuilder exchange) => exchange
        .MapPost("/bodies/{bodyId:guid}/topics/{topicId:guid}/state", Handle)
        .Needs(Right.Contribute)
        .WithName(nameof(ChangeTopicState))
        .WithSummary("Say where one's own topic stands: Open, Solved or Archived")
        .ProducesValidationProblem()
        .ProducesProblem(403);

    private static async Task<Results<Ok<TopicResponse>, ProblemHttpResult>> Handle(
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

        if (topic.State != request.State)
        {
            topic.Become(request.State!.Value);
            db.Record("topic-state", "topic", topic.Id, new { State = request.State.ToString() });
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }

        return TypedResults.Ok(await TopicResponse.OfAsync(topic, http, db, readership, ct));
    }
}
