using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.PeerExchange.Topics.Features;

/// <summary>One topic; its replies are a list of their own.</summary>
internal static class ReadTopic
{
    internal static void Map(RouteGroupBuilder exchange) => exchange
        .MapGet("/bodies/{bodyId:guid}/topics/{topicId:guid}", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ReadTopic))
        .WithSummary("One topic of the body's spaces");

    private static async Task<Results<Ok<TopicResponse>, ProblemHttpResult>> Handle(
        Guid bodyId, Guid topicId, HttpContext http, PeerExchangeDb db, Readership readership, CancellationToken ct)
    {
        var (topic, refusal) = await readership.FindAsync(topicId, ct);
        return topic is null ? refusal! : TypedResults.Ok(await TopicResponse.OfAsync(topic, http, db, readership, ct));
    }
}
