using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.PeerExchange.Topics.Features;

/// <summary>One topic with its first replies; the further ones are a list of their own.</summary>
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
        if (topic is null)
        {
            return refusal!;
        }

        var replies = await readership.RepliesOf(topic).AsNoTracking().OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).Take(RepliesPage.Usual + 1).ToListAsync(ct);
        var authors = await db.AuthorsAsync([topic, .. replies], ct);
        return TypedResults.Ok(TopicResponse.Of(
            topic, http, db, await readership.SpacesAsync(ct), authors, RepliesPage.Of(replies, RepliesPage.Usual, topic, http, db, authors)));
    }
}
