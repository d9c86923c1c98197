using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace OpenDataAnimation.Events.Calendar;

/// <summary>Events as calendars read them (RFC 5545).</summary>
internal static class IcsFile
{
    public const string ContentType = "text/calendar";

    public static string Of(string name, IEnumerable<Event> events)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//OpenDataAnimation//FR" };
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.Events.AddRange(events.Select(e => new CalendarEvent
        {
            // Stable for ever: a calendar that has it changes it instead of adding a second one.
            Uid = $"{e.Id}@opendataanimation",
            Summary = e.Title,
            Description = e.Description,
            Location = e.Place ?? e.OnlineUrl,
            Url = e.OnlineUrl is null ? null : new Uri(e.OnlineUrl),
            DtStart = new CalDateTime(e.StartsAt, "UTC"),
            DtEnd = new CalDateTime(e.EndsAt, "UTC"),
            DtStamp = new CalDateTime(e.ChangedAt, "UTC"),
            Sequence = e.Sequence,
            Status = e.State switch { EventState.Cancelled => EventStatus.Cancelled, EventState.Draft => EventStatus.Tentative, _ => EventStatus.Confirmed },
        }));
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }
}
