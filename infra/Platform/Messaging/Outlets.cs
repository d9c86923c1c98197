using System.Diagnostics;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>How messages leave this host: through a broker, or straight into the other hosts of the process.</summary>
internal interface ITransport
{
    /// <summary>The endpoints a message of this type must reach, each with a row of its own.</summary>
    /// <param name="service">Only this service's, for a resend; null for all.</param>
    IReadOnlyList<string> EndpointsOf(Type message, string? service);

    /// <summary>Returns once what leaves now reaches every endpoint of this host: its queues are declared.</summary>
    Task ReadyAsync(CancellationToken ct);

    /// <summary>How many messages may be on their way to the endpoint at once.</summary>
    int AtOnce(string endpoint);

    /// <summary>Returns once the endpoint (or the broker) has it; throws otherwise.</summary>
    /// <exception cref="EndpointAwayException">Nothing can be delivered there at the moment.</exception>
    Task DeliverAsync(string endpoint, Envelope envelope, CancellationToken ct);

    /// <summary>Returns once what the endpoint has was put on the disk, a whole batch at a time: until then the sender keeps it.</summary>
    Task KeptAsync(string endpoint);

    /// <summary>Tells whoever is listening, and no one else.</summary>
    Task SignalAsync(IMessage message, CancellationToken ct);
}

/// <summary>Turns messages into outbox rows, and wakes the worker that sends them.</summary>
public sealed class Outlets : IDisposable
{
    private readonly ITransport _transport;
    private readonly SemaphoreSlim _work = new(0);
    private int _told;

    internal Outlets(ITransport transport) => _transport = transport;

    internal IEnumerable<OutboxMessage> For(IMessage message, DateTime now, DateTime? notBefore, string? service = null)
    {
        var endpoints = _transport.EndpointsOf(message.GetType(), service ?? (message as IForService)?.Service);
        if (endpoints.Count == 0)
        {
            return [];
        }

        var id = Guid.CreateVersion7();
        var body = Wire.Write(message);
        var trace = Activity.Current?.Id;
        return endpoints.Select(e => OutboxMessage.Of(id, e, message, body, trace, now, notBefore));
    }

    /// <summary>Something was committed that may have to be sent. Told twice before the worker looks, it looks once.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _told, 1) == 0)
        {
            _work.Release();
        }
    }

    public void Dispose() => _work.Dispose();

    /// <summary>Returns when there may be work. What is told from here on is told anew: the worker reads after this.</summary>
    internal async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        await _work.WaitAsync(atMost, ct);
        Interlocked.Exchange(ref _told, 0);
    }
}
