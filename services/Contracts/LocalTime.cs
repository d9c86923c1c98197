namespace OpenDataAnimation.Contracts;

/// <summary>Times are stored in UTC and shown in the time of the place: the body's département says which.</summary>
public static class LocalTime
{
    /// <summary>The IANA time zone of a body.</summary>
    /// <param name="departements">Codes joined by spaces; the first one decides.</param>
    public static TimeZoneInfo ZoneOf(string departements) => TimeZoneInfo.FindSystemTimeZoneById(departements.Split(' ')[0] switch
    {
        "971" or "977" or "978" => "America/Guadeloupe",
        "972" => "America/Martinique",
        "973" => "America/Cayenne",
        "974" => "Indian/Reunion",
        "975" => "America/Miquelon",
        "976" => "Indian/Mayotte",
        "986" => "Pacific/Wallis",
        "987" => "Pacific/Tahiti",
        "988" => "Pacific/Noumea",
        _ => "Europe/Paris",
    });

    /// <summary>What the clock on the wall shows there at that instant.</summary>
    public static DateTime At(this TimeZoneInfo zone, DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    /// <summary>The instant at which the clock on the wall shows that; an hour that is skipped in spring counts as the next one.</summary>
    public static DateTime ToUtc(this TimeZoneInfo zone, DateTime local)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall, zone);
    }
}
