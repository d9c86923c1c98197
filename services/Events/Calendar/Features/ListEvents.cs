using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;

namespace OpenDataAnimation.Events.Calendar.Features;

/// <summary>The body's events: those to come, soonest first, or those that are over, latest first.</summary>
public static class ListEvents
{
    /// <param name="Next">Give it as <c>after</c> to read on; null at the end.</param>
    public sealed record Response(IReadOnlyList<GetEvent.Response> Items, string? Next);

    internal static void Map(RouteGroupBuilder events) => events
        .MapGet("/bodies/{bodyId:guid}/events", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Events)
        .WithName(nameof(ListEvents))
        .WithSummary("List the events of a body, to come or past");

    private static async Task<Ok<Response>> Handle(EventsDb db, CancellationToken ct, bool past = false, Guid? after = null, [Range(1, 100)] int size = 20)
    {
        var now = db.Now;
        var events = db.Events.AsNoTracking().Where(e => past ? e.EndsAt < now : e.EndsAt >= now);
        if (after is { } last)
        {
            events = past
                ? events.Where(e => db.Events.Any(l => l.Id == last && (e.StartsAt < l.StartsAt || (e.StartsAt == l.StartsAt && e.Id.CompareTo(l.Id) < 0))))
                : events.Where(e => db.Events.Any(l => l.Id == last && (e.StartsAt > l.StartsAt || (e.StartsAt == l.StartsAt && e.Id.CompareTo(l.Id) > 0))));
        }

        var ordered = past ? events.OrderByDescending(e => e.StartsAt).ThenByDescending(e => e.Id) : events.OrderBy(e => e.StartsAt).ThenBy(e => e.Id);
        var found = await ordered.Take(size + 1).ToListAsync(ct);
        var zone = await db.ZoneAsync(ct);
        return TypedResults.Ok(new Response(
            [.. found.Take(size).Select(e => GetEvent.From(e, zone, now))], found.Count > size ? found[size - 1].Id.ToString() : null));
    }
}
