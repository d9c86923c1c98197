using Microsoft.EntityFrameworkCore;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Events.Calendar;

/// <summary>The time zone of the scope's body.</summary>
internal static class BodyZone
{
    public static async Task<TimeZoneInfo> ZoneAsync(this EventsDb db, CancellationToken ct) =>
        LocalTime.ZoneOf(await db.Bodies.Where(b => b.BodyId == db.Scope.TenantId).Select(b => b.Departements).SingleOrDefaultAsync(ct) ?? "");
}
