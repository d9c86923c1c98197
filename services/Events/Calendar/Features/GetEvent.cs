using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Events.Calendar.Features;

/// <summary>One event, whole.</summary>
public static class GetEvent
{
    /// <param name="StartsAt">On the clock of the body's place.</param>
    /// <param name="EndsAt">On the clock of the body's place.</param>
    public sealed record Response(
        Guid Id, string Title, EventKind Kind, string? Description, string? Place, string? OnlineUrl, DateTime StartsAt, DateTime EndsAt, string TimeZone,
        bool IsPublic, int? Capacity, EventState State, bool IsPast, string? CancelReason, int Version);

    internal static void Map(RouteGroupBuilder events) => events
        .MapGet("/bodies/{bodyId:guid}/events/{eventId:guid}", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Events)
        .WithName(nameof(GetEvent))
        .WithSummary("Read one event");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid eventId, EventsDb db, HttpContext http, CancellationToken ct)
    {
        if (await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Id == eventId, ct) is not { } found)
        {
            return Problems.NotFound("event");
        }

        http.ShowVersion(found.Version);
        return TypedResults.Ok(From(found, await db.ZoneAsync(ct), db.Now));
    }

    internal static Response From(Event e, TimeZoneInfo zone, DateTime now) => new(
        e.Id, e.Title, e.Kind, e.Description, e.Place, e.OnlineUrl, Wall(zone, e.StartsAt), Wall(zone, e.EndsAt), zone.Id,
        e.IsPublic, e.Capacity, e.State, e.EndsAt < now, e.CancelReason, e.Version);

    /// <summary>Without offset: the reader is told the zone beside it.</summary>
    private static DateTime Wall(TimeZoneInfo zone, DateTime utc) => DateTime.SpecifyKind(zone.At(utc), DateTimeKind.Unspecified);
}
