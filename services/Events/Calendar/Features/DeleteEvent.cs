using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Events.Calendar.Features;

/// <summary>Removes a draft for 30 days, or brings it back; what was announced is cancelled, not deleted.</summary>
public static class DeleteEvent
{
    internal static void Map(RouteGroupBuilder events)
    {
        events.MapDelete("/bodies/{bodyId:guid}/events/{eventId:guid}", Handle)
            .Needs(Right.Edit)
            .WithName(nameof(DeleteEvent))
            .WithSummary("Delete a draft event, restorable for 30 days")
            .ProducesProblem(409);
        events.MapPost("/bodies/{bodyId:guid}/events/{eventId:guid}/restoration", Restore)
            .Needs(Right.Edit)
            .WithName("RestoreEvent")
            .WithSummary("Restore an event deleted within the last 30 days");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid eventId, EventsDb db, CancellationToken ct)
    {
        if (await db.Events.SingleOrDefaultAsync(e => e.Id == eventId, ct) is not { } found)
        {
            return Problems.NotFound("event");
        }

        if (found.State != EventState.Draft)
        {
            return Problems.Conflict("event-announced", "An announced event is cancelled, not deleted: people may have noted it.");
        }

        found.Delete(db.Now);
        db.Record("event-deleted", "event", found.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Restore(Guid eventId, EventsDb db, CancellationToken ct)
    {
        var since = db.Now.AddDays(-30);
        if (await db.WithDeleted<Event>().SingleOrDefaultAsync(e => e.Id == eventId && (e.DeletedAt == null || e.DeletedAt > since), ct) is not { } found)
        {
            return Problems.NotFound("event");
        }

        found.Restore();
        db.Record("event-restored", "event", found.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
