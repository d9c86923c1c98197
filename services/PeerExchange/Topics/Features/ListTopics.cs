using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.PeerExchange.Spaces;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.PeerExchange.Topics.Features;

/// <summary>The body's people see what is talked about in their spaces, last active first.</summary>
internal static class ListTopics
{
    internal sealed record Item(
        Guid Id, Guid SpaceId, SpaceKind SpaceKind, string SpaceName, TopicKind Kind, TopicState State, string Title, Author Author, DateTime CreatedAt, DateTime LastActivityAt, int ReplyCount);

    /// <param name="Spaces">Where the body reads and writes.</param>
    /// <param name="Incomplete">Some of its spaces cannot be checked right now and are left out.</param>
    internal sealed record Response(IReadOnlyList<Item> Items, string? Next, IReadOnlyList<Space> Spaces, bool Incomplete);

    internal static void Map(RouteGroupBuilder exchange) => exchange
        .MapGet("/bodies/{bodyId:guid}/topics", Handle)
        .Needs(Right.Read)
        .WithName(nameof(ListTopics))
        .WithSummary("Topics of the body's spaces, last active first; of one space, kind or state on demand");

    private static async Task<Results<Ok<Response>, ValidationProblem, ProblemHttpResult>> Handle(
        Guid bodyId, PeerExchangeDb db, Readership readership, CancellationToken ct,
        Guid? space = null, TopicKind? kind = null, TopicState? state = null, string? after = null, int size = 20)
    {
        var spaces = await readership.SpacesAsync(ct);
        if (space is { } asked && spaces.Open.All(s => s.Id != asked))
        {
            return spaces.Unsure.Contains(asked)
                ? Problems.TryLater("Whether this territory is still open to you cannot be checked right now.")
                : Problems.NotFound("space");
        }

        var topics = (await readership.TopicsAsync(ct)).AsNoTracking()
            .Where(t => (space == null || t.SpaceId == space) && (kind == null || t.Kind == kind));
        // Archived ones are put away: they are listed when they are asked for.
        topics = state is { } wanted ? topics.Where(t => t.State == wanted) : topics.Where(t => t.State != TopicState.Archived);
        if (after is not null)
        {
            if (!Place.TryRead(after, out var at, out var id))
            {
                return Problems.Field(nameof(after), "This is not a place in the list.");
            }

            topics = topics.Where(t => t.LastActivityAt < at || (t.LastActivityAt == at && t.Id < id));
        }

        size = Math.Clamp(size, 1, 100);
        var rows = await topics.OrderByDescending(t => t.LastActivityAt).ThenByDescending(t => t.Id).Take(size + 1).ToListAsync(ct);
        var page = rows.Take(size).ToList();
        var authors = await db.AuthorsAsync(page, ct);
        var names = spaces.Open.ToDictionary(s => s.Id, s => s.Name);
        return TypedResults.Ok(new Response(
            [.. page.Select(t => new Item(t.Id, t.SpaceId, t.SpaceKind, names[t.SpaceId], t.Kind, t.State, t.Title, authors(t), t.CreatedAt, t.LastActivityAt, t.ReplyCount))],
            rows.Count > size ? Place.Of(page[^1].LastActivityAt, page[^1].Id) : null,
            spaces.Open, spaces.Unsure.Count > 0));
    }
}
