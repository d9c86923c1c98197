using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Events.Calendar.Features;

/// <summary>Changes an event that is not cancelled; calendars that have it are told by its sequence.</summary>
public static class EditEvent
{
    internal static void Map(RouteGroupBuilder events) => events
        .MapPut("/bodies/{bodyId:guid}/events/{eventId:guid}", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(EditEvent))
        .WithSummary("Edit an event, from the version read (If-Match)")
        .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(428);

    private static async Task<Results<Ok<GetEvent.Response>, ProblemHttpResult>> Handle(
        Guid eventId, EventDetails request, [FromHeader(Name = "If-Match")] string? version, EventsDb db, CancellationToken ct)
    {
        if (await db.Events.SingleOrDefaultAsync(e => e.Id == eventId, ct) is not { } found)
        {
            return Problems.NotFound("event");
        }

        if (Versions.Of(version) is not { } basedOn)
        {
            return Problems.VersionRequired();
        }

        var zone = await db.ZoneAsync(ct);
        if (basedOn != found.Version)
        {
            return Problems.Stale(found.Version, GetEvent.From(found, zone, db.Now));
        }

        if (found.State == EventState.Cancelled)
        {
            return Problems.Conflict("event-cancelled", "A cancelled event is not edited any more.");
        }

        found.Become(request, zone, db.Now);
        db.Record("event-edited", "event", found.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(GetEvent.From(found, zone, db.Now));
    }
}
