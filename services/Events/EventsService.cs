using OpenDataAnimation.Contracts;
using OpenDataAnimation.Events.Calendar.Features;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Events;

/// <summary>What a body organises around its open data: meetings, councils, workshops, conferences, forums.</summary>
public static class EventsService
{
    public const string Name = "events";

    public static WebApplicationBuilder AddEvents(this WebApplicationBuilder builder)
    {
        builder.AddService<EventsDb, EventsDbSqlServer>(Name);
        builder.Services.AddValidation();
        return builder;
    }

    public static WebApplication MapEvents(this WebApplication app)
    {
        app.UseService();
        var events = app.MapApi("Events");
        ListEvents.Map(events);
        GetEvent.Map(events);
        CreateEvent.Map(events);
        EditEvent.Map(events);
        PublishEvent.Map(events);
        CancelEvent.Map(events);
        DeleteEvent.Map(events);
        DownloadEvent.Map(events);
        PublicCalendar.Map(events);
        events.MapGroup("/bodies/{bodyId:guid}").MapReads<EventsDb>(ShareSubject.Events);
        return app;
    }
}
