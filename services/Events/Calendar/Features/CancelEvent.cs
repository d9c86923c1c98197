using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Events.Calendar.Features;

/// <summary>Cancels an event and says why; it stays visible as cancelled.</summary>
public static class CancelEvent
{
    public sealed record Request([property: Required, StringLength(500, MinimumLength = 3)] string? Reason);

    internal static void Map(RouteGroupBuilder events) => events
        .MapPost("/bodies/{bodyId:guid}/events/{eventId:guid}/cancellation", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(CancelEvent))
        .WithSummary("Cancel an event, with the reason")
        .ProducesValidationProblem().ProducesProblem(409);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid eventId, Request request, EventsDb db, CancellationToken ct)
    {
        if (await db.Events.SingleOrDefaultAsync(e => e.Id == eventId, ct) is not { } found)
        {
            return Problems.NotFound("event");
        }

        if (!found.Cancel(request.Reason!, db.Now))
        {
            return Problems.Conflict("event-cancelled", "This event is already cancelled.");
        }

        db.Record("event-cancelled", "event", found.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
