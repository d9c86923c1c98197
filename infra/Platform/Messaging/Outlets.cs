using System.Diagnostics;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>How messages leave this host: through a broker, or straight into the other hosts of the process.</summary>
internal interface ITransport
{
    /// <summary>The endpoints a message of this type must reach, each with a row of its own.</summary>
    /// <param name="service">Only this service's, for a resend; null for all.</param>
    IReadOnlyList<string> EndpointsOf(Type message, string? service);

    /// <summary>Returns once the endpoint (or the broker) has it for good; throws otherwise.</summary>
    Task DeliverAsync(string endpoint, Envelope envelope, CancellationToken ct);

    /// <summary>Tells whoever is listening, and no one else.</summary>
    Task SignalAsync(IMessage message, CancellationToken ct);
}

/// <summary>Turns messages into outbox rows, and wakes the worker that sends them.</summary>
public sealed class Outlets : IDisposable
{
    private readonly ITransport _transport;
    private readonly SemaphoreSlim _work = new(0, 1);

    internal Outlets(ITransport transport) => _transport = transport;

    internal IEnumerable<OutboxMessage> For(IMessage message, DateTime now, DateTime? notBefore, string? service = null)
    {
        var endpoints = _transport.EndpointsOf(message.GetType(), service);
        if (endpoints.Count == 0)
        {
            return [];
        }

        var id = Guid.CreateVersion7();
        var body = Wire.Write(message);
        var trace = Activity.Current?.Id;
        return endpoints.Select(e => OutboxMessage.Of(id, e, message, body, trace, now, notBefore));
    }

    /// <summary>Something was committed that may have to be sent.</summary>
    public void Wake()
    {
        try
        {
            _work.Release();
        }
        catch (SemaphoreFullException)
        {
            // The worker is already told.
        }
    }

    public void Dispose() => _work.Dispose();

    internal Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => _work.WaitAsync(atMost, ct);
}
