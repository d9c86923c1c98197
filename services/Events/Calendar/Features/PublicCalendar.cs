using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Events.Calendar.Features;

/// <summary>A body's published public events, as a list for its public page and as a calendar to subscribe to.</summary>
public static class PublicCalendar
{
    private const int Most = 200;

    public sealed record Item(Guid Id, string Title, EventKind Kind, string? Description, string? Place, string? OnlineUrl, DateTime StartsAt, DateTime EndsAt, bool IsCancelled);

    internal static void Map(RouteGroupBuilder events)
    {
        events.MapGet("/public/{slug}", List)
            .ForAnyone("published public events are for everyone")
            .WithName(nameof(PublicCalendar))
            .WithSummary("List the public events of a body, to come");
        events.MapGet("/public/{slug}/calendar.ics", Ics)
            .ForAnyone("published public events are for everyone")
            .WithName("SubscribePublicCalendar")
            .WithSummary("Subscribe to the public events of a body");
    }

    private static async Task<Results<Ok<List<Item>>, ProblemHttpResult>> List(string slug, EventsDb db, CurrentScope scope, CancellationToken ct)
    {
        if (await OpenAsync(slug, db, scope, ct) is not { } body)
        {
            return Problems.NotFound("body");
        }

        var zone = LocalTime.ZoneOf(body.Departements);
        var found = await Published(db, since: db.Now).ToListAsync(ct);
        return TypedResults.Ok(found.ConvertAll(e => GetEvent.From(e, zone, db.Now)).ConvertAll(e =>
            new Item(e.Id, e.Title, e.Kind, e.Description, e.Place, e.OnlineUrl, e.StartsAt, e.EndsAt, e.State == EventState.Cancelled)));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Ics(string slug, EventsDb db, CurrentScope scope, CancellationToken ct)
    {
        if (await OpenAsync(slug, db, scope, ct) is not { } body)
        {
            return Problems.NotFound("body");
        }

        // A calendar keeps what it once had: the last three months stay in the feed.
        var found = await Published(db, since: db.Now.AddMonths(-3)).ToListAsync(ct);
        return TypedResults.File(Encoding.UTF8.GetBytes(IcsFile.Of(body.Name, found)), IcsFile.ContentType);
    }

    private static IQueryable<Event> Published(EventsDb db, DateTime since) => db.Events.AsNoTracking()
        .Where(e => e.IsPublic && e.State != EventState.Draft && e.EndsAt >= since).OrderBy(e => e.StartsAt).ThenBy(e => e.Id).Take(Most);

    private static async Task<BodyCopy?> OpenAsync(string slug, EventsDb db, CurrentScope scope, CancellationToken ct)
    {
        var body = await db.Bodies.AsNoTracking().FirstOrDefaultAsync(b => b.Slug == slug && b.State == BodyState.Active, ct);
        if (body is not null)
        {
            scope.Open(new TenantScope(body.BodyId, AllowedWrites.None, nameof(PublicCalendar)));
        }

        return body;
    }
}
