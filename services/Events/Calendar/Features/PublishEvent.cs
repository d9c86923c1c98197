using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Events.Calendar.Features;

/// <summary>Announces an event in the body's name: to its people, or to everyone when it is public.</summary>
public static class PublishEvent
{
    internal static void Map(RouteGroupBuilder events) => events
        .MapPost("/bodies/{bodyId:guid}/events/{eventId:guid}/publication", Handle)
        .Needs(Right.Speak)
        .WithName(nameof(PublishEvent))
        .WithSummary("Publish a draft event")
        .ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid eventId, EventsDb db, CancellationToken ct)
    {
        if (await db.Events.SingleOrDefaultAsync(e => e.Id == eventId, ct) is not { } found)
        {
            return Problems.NotFound("event");
        }

        if (!found.Publish(db.Now))
        {
            return Problems.Conflict("event-not-draft", $"This event is already {found.State}.");
        }

        db.Record("event-published", "event", found.Id, new { found.IsPublic });
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
