using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>
/// A message on its way to one endpoint, saved in the transaction of the change it tells of and deleted once that endpoint
/// (or the broker) has it. With a broker there is one row a message, in one process one row per consuming endpoint. What an
/// endpoint of this service took from the broker and could not act on is a row here as well: one place to wait, one to be parked.
/// </summary>
[PlatformTable("dispatched for all bodies by one worker, before any scope")]
public sealed class OutboxMessage
{
    /// <summary>The order of commits, as near as the database gives it.</summary>
    public long Sequence { get; private set; }
    public Guid MessageId { get; private set; }
    public string Endpoint { get; private set; } = "";
    public Guid? TenantId { get; private set; }
    public string Type { get; private set; } = "";
    public string Body { get; private set; } = "";
    public string? CoalesceKey { get; private set; }
    public DateTime At { get; private set; }

    /// <summary>W3C trace context of the request that caused it.</summary>
    public string? TraceParent { get; private set; }
    public DateTime NotBefore { get; set; }
    public int Attempts { get; set; }
    public DateTime? LeasedUntil { get; set; }
    public Guid? Lease { get; set; }

    /// <summary>Kind of the last failure and its message, cut to 500 characters.</summary>
    public string? LastError { get; set; }

    /// <summary>Set when it failed too often: an operator looks at it, and replays it.</summary>
    public DateTime? ParkedAt { get; set; }

    internal static OutboxMessage Of(Guid id, string endpoint, IMessage message, string body, string? trace, DateTime now, DateTime? notBefore) => new()
    {
        MessageId = id,
        Endpoint = endpoint,
        TenantId = (message as ITenantMessage)?.TenantId,
        Type = Wire.NameOf(message.GetType()),
        Body = body,
        CoalesceKey = (message as ICoalesced)?.CoalesceKey,
        At = now,
        TraceParent = trace,
        // Not "now": a clock that is put back must not hold back what is to leave at once.
        NotBefore = notBefore ?? DateTime.UnixEpoch,
    };

    /// <summary>What came from the broker and failed here.</summary>
    internal static OutboxMessage Kept(Guid id, string endpoint, Guid? tenantId, string type, string body, string? trace, DateTime now) => new()
    {
        MessageId = id,
        Endpoint = endpoint,
        TenantId = tenantId,
        Type = type,
        Body = body,
        At = now,
        TraceParent = trace,
        NotBefore = DateTime.UnixEpoch,
    };

    /// <summary>Notes a failure: it waits longer each time, and in the end for an operator.</summary>
    internal void Fail(Exception error, int maxAttempts, DateTime now)
    {
        Attempts++;
        (Lease, LeasedUntil) = (null, null);
        var words = $"{error.GetType().Name}: {error.Message}";
        LastError = words.Length <= 500 ? words : words[..500];
        NotBefore = now + TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, 0.25 * Math.Pow(2, Attempts)));
        ParkedAt = error is UnreadableMessageException || Attempts >= maxAttempts ? now : null;
    }

    /// <summary>Its cause is mended: it leaves again at once.</summary>
    internal void Replay() => (ParkedAt, Attempts, NotBefore, Lease, LeasedUntil) = (null, 0, DateTime.UnixEpoch, null, null);

    internal static TimeSpan LongestWait { get; } = TimeSpan.FromMinutes(5);
}

/// <summary>This endpoint has acted on this message; inserted in the consumer's own transaction.</summary>
[PlatformTable("looked up before the consumer opens its scope")]
public sealed class InboxMessage
{
    public Guid MessageId { get; init; }
    public string Endpoint { get; init; } = "";
    public DateTime At { get; init; }
}

/// <summary>What this service remembers of itself, such as that it was filled with Territory's facts.</summary>
[PlatformTable("one row per fact about the service itself")]
public sealed class ServiceMark
{
    public string Key { get; init; } = "";
    public DateTime At { get; set; }
}
