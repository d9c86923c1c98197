using System.Collections.Concurrent;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>
/// Joins the hosts of one process. A delivery runs the consumer and returns when its transaction is committed; the sender's
/// outbox row stays until that is on the disk, and so outlives every crash in between.
/// </summary>
public sealed class InProcessBus
{
    private readonly ConcurrentDictionary<string, Func<Guid, IMessage, string?, CancellationToken, Task>> _endpoints = new();
    private readonly ConcurrentDictionary<string, Func<Task>> _kept = new();
    private readonly ConcurrentDictionary<string, Type> _types = new();
    private readonly ConcurrentBag<(Type Message, Action<IMessage> Hear)> _ears = [];
    private readonly ConcurrentBag<Func<CancellationToken, Task<List<Guid>>>> _waiting = [];

    /// <param name="opened">Until the host's database is prepared, what is sent to it waits.</param>
    internal void Join(ConsumerRunner runner, IEnumerable<Ear> ears, IServiceProvider root, Task opened)
    {
        foreach (var (endpoint, consumer) in runner.ByEndpoint)
        {
            _endpoints[endpoint] = async (id, message, trace, ct) =>
            {
                await opened.WaitAsync(ct);
                await runner.RunAsync(endpoint, new Envelope(id, (message as ITenantMessage)?.TenantId, trace, message), ct);
            };
            _kept[endpoint] = runner.KeptAsync;
            _types[endpoint] = consumer.Message;
        }

        _waiting.Add(async ct =>
        {
            await opened.WaitAsync(ct);
            return await runner.WaitingAsync(ct);
        });
        foreach (var ear in ears)
        {
            _ears.Add((ear.Message, message => ear.Hear(root, message)));
        }
    }

    /// <summary>Adds an endpoint of a test's own, to see what is sent.</summary>
    public void Listen<TMessage>(string endpoint, Func<TMessage, Task> received) where TMessage : class, IMessage
    {
        _types[endpoint] = typeof(TMessage);
        _endpoints[endpoint] = (_, message, _, _) => received((TMessage)message);
    }

    internal IReadOnlyList<string> EndpointsOf(Type message, string? service) =>
        [.. _types.Where(t => t.Value == message && (service is null || t.Key.StartsWith(service + ".", StringComparison.Ordinal))).Select(t => t.Key)];

    /// <summary>Runs every endpoint of the message here and now, as a redelivery would; for tests and the command line.</summary>
    public async Task DeliverAsync(IMessage message, Guid? messageId = null, CancellationToken ct = default)
    {
        var id = messageId ?? Guid.CreateVersion7();
        foreach (var endpoint in EndpointsOf(message.GetType(), null))
        {
            await _endpoints[endpoint](id, message, null, ct);
        }
    }

    internal Task DeliverAsync(string endpoint, Envelope envelope, CancellationToken ct) =>
        _endpoints.TryGetValue(endpoint, out var deliver)
            ? deliver(envelope.MessageId, envelope.Message, envelope.TraceParent, ct)
            : throw new InvalidOperationException($"No host of this process has the endpoint {endpoint}.");

    internal Task KeptAsync(string endpoint) => _kept.TryGetValue(endpoint, out var kept) ? kept() : Task.CompletedTask;

    /// <summary>The messages that some host of the process may still deliver: what was done with them must stay known.</summary>
    internal async Task<HashSet<Guid>> WaitingAsync(CancellationToken ct)
    {
        var all = new HashSet<Guid>();
        foreach (var host in _waiting)
        {
            all.UnionWith(await host(ct));
        }

        return all;
    }

    internal void Signal(IMessage message)
    {
        foreach (var ear in _ears.Where(e => e.Message == message.GetType()))
        {
            ear.Hear(message);
        }
    }
}

/// <summary>The embedded transport.</summary>
internal sealed class InProcessTransport(InProcessBus bus) : ITransport
{
    public IReadOnlyList<string> EndpointsOf(Type message, string? service) => bus.EndpointsOf(message, service);

    public Task ReadyAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Behind an endpoint is one writer.</summary>
    public int AtOnce(string endpoint) => 1;

    public Task DeliverAsync(string endpoint, Envelope envelope, CancellationToken ct) => bus.DeliverAsync(endpoint, envelope, ct);

    public Task KeptAsync(string endpoint) => bus.KeptAsync(endpoint);

    public Task SignalAsync(IMessage message, CancellationToken ct)
    {
        bus.Signal(message);
        return Task.CompletedTask;
    }
}
