using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Events.Calendar;

/// <summary>The kinds of moments that the guide's means lead to.</summary>
public enum EventKind { ServiceMeeting, Council, Workshop, Conference, CrossCuttingMeeting, OutsideForum, ElectedPoint, Hackathon }

/// <summary>What the organiser decided; that it is over or full is worked out, never stored.</summary>
public enum EventState { Draft, Published, Cancelled }

/// <summary>A moment to which a body invites, for its own people or for everyone.</summary>
public sealed class Event : ITenantOwned, IVersioned, IRestorable
{
    public const int TitleLength = 200, DescriptionLength = 4000;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string Title { get; private set; } = "";
    public EventKind Kind { get; private set; }
    public string? Description { get; private set; }
    public string? Place { get; private set; }
    public string? OnlineUrl { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime StartsAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime EndsAt { get; private set; }
    public bool IsPublic { get; private set; }

    /// <summary>How many people can come; null when it does not matter.</summary>
    public int? Capacity { get; private set; }
    public EventState State { get; private set; }
    public string? CancelReason { get; private set; }

    /// <summary>Raised at each change of a published event, so that calendars take the new one (RFC 5545, SEQUENCE).</summary>
    public int Sequence { get; private set; }
    public DateTime ChangedAt { get; private set; }
    public int Version { get; private set; }
    public DateTime? DeletedAt { get; private set; }

    public static Event Of(Guid tenantId, EventDetails details, TimeZoneInfo zone, DateTime now)
    {
        var made = new Event { TenantId = tenantId };
        made.Become(details, zone, now);
        return made;
    }

    public void Become(EventDetails details, TimeZoneInfo zone, DateTime now)
    {
        (Title, Kind, Description) = (details.Title!.Trim(), details.Kind!.Value, Blank(details.Description));
        (Place, OnlineUrl) = (Blank(details.Place), Blank(details.OnlineUrl));
        (StartsAt, EndsAt) = (Contracts.LocalTime.ToUtc(zone, details.StartsAt!.Value), Contracts.LocalTime.ToUtc(zone, details.EndsAt!.Value));
        (IsPublic, Capacity) = (details.IsPublic, details.Capacity);
        Changed(now);
    }

    /// <returns>False when it is not a draft.</returns>
    public bool Publish(DateTime now)
    {
        if (State != EventState.Draft)
        {
            return false;
        }

        State = EventState.Published;
        Changed(now);
        return true;
    }

    /// <returns>False when it is already cancelled.</returns>
    public bool Cancel(string reason, DateTime now)
    {
        if (State == EventState.Cancelled)
        {
            return false;
        }

        (State, CancelReason) = (EventState.Cancelled, reason.Trim());
        Changed(now);
        return true;
    }

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;

    private void Changed(DateTime now)
    {
        ChangedAt = now;
        if (State != EventState.Draft)
        {
            Sequence++;
        }
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
