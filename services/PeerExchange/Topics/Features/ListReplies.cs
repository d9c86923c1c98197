using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange.Topics.Features;

/// <summary>What was answered to a topic, in the order it was said.</summary>
internal static class ListReplies
{
    internal static void Map(RouteGroupBuilder exchange) => exchange
        .MapGet("/bodies/{bodyId:guid}/topics/{topicId:guid}/replies", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListReplies))
        .WithSummary("Replies to a topic, oldest first");

    private static async Task<Results<Ok<RepliesPage>, ValidationProblem, ProblemHttpResult>> Handle(
        Guid bodyId, Guid topicId, HttpContext http, PeerExchangeDb db, Readership readership, CancellationToken ct, string? after = null, int size = RepliesPage.Usual)
    {
        var (topic, refusal) = await readership.FindAsync(topicId, ct);
        if (topic is null)
        {
            return refusal!;
        }

        var replies = readership.RepliesOf(topic).AsNoTracking();
        if (after is not null)
        {
            if (!Place.TryRead(after, out var at, out var id))
            {
                return Problems.Field(nameof(after), "This is not a place in the list.");
            }

            replies = replies.Where(r => r.CreatedAt > at || (r.CreatedAt == at && r.Id > id));
        }

        size = Math.Clamp(size, 1, 100);
        var rows = await replies.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).Take(size + 1).ToListAsync(ct);
        var authors = await db.AuthorsAsync(rows, ct);
        return TypedResults.Ok(RepliesPage.Of(rows, size, topic, http, db, authors));
    }
}
