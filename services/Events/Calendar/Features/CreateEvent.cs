using Microsoft.AspNetCore.Http.HttpResults;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Events.Calendar.Features;

/// <summary>Prepares an event; only the body's own people see it until it is published.</summary>
public static class CreateEvent
{
    internal static void Map(RouteGroupBuilder events) => events
        .MapPost("/bodies/{bodyId:guid}/events", Handle)
        .Needs(Right.Edit)
        .WithName(nameof(CreateEvent))
        .WithSummary("Create an event as a draft")
        .ProducesValidationProblem();

    private static async Task<Created<GetEvent.Response>> Handle(EventDetails request, EventsDb db, CancellationToken ct)
    {
        var zone = await db.ZoneAsync(ct);
        var made = Event.Of(db.Scope.TenantId, request, zone, db.Now);
        db.Events.Add(made);
        db.Record("event-created", "event", made.Id);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/events/bodies/{db.Scope.TenantId}/events/{made.Id}", GetEvent.From(made, zone, db.Now));
    }
}
