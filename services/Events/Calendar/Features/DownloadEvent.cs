using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Events.Calendar.Features;

/// <summary>One event as a file for one's own calendar.</summary>
public static class DownloadEvent
{
    internal static void Map(RouteGroupBuilder events) => events
        .MapGet("/bodies/{bodyId:guid}/events/{eventId:guid}/event.ics", Handle)
        .NeedsOrShared(Right.Read, ShareSubject.Events)
        .WithName(nameof(DownloadEvent))
        .WithSummary("Download one event as an iCalendar file");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(Guid eventId, EventsDb db, CancellationToken ct) =>
        await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Id == eventId, ct) is { } found
            ? TypedResults.File(Encoding.UTF8.GetBytes(IcsFile.Of(found.Title, [found])), IcsFile.ContentType, "evenement.ics")
            : Problems.NotFound("event");
}
