using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Tenancy;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>
/// Runs a consumer in a scope of its own. What it changes and the inbox row that says so are one transaction: a message that
/// comes twice acts once.
/// </summary>
internal sealed class ConsumerRunner(IServiceScopeFactory scopes, IEnumerable<Consumer> consumers, ServiceSettings settings)
{
    private static readonly ActivitySource Source = new("OpenDataAnimation.Messaging");

    private readonly Dictionary<string, Consumer> _byEndpoint = consumers.ToDictionary(c => $"{settings.Service}.{c.Name}");

    public IReadOnlyDictionary<string, Consumer> ByEndpoint => _byEndpoint;

    public async Task RunAsync(string endpoint, Envelope envelope, CancellationToken ct)
    {
        using var activity = Source.StartActivity($"consume {endpoint}", ActivityKind.Consumer, envelope.TraceParent);
        var consumer = _byEndpoint[endpoint];
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        await using (var write = await db.BeginWriteAsync(ct))
        {
            if (await db.Inbox.AnyAsync(i => i.MessageId == envelope.MessageId && i.Endpoint == endpoint, ct))
            {
                return;
            }

            db.Inbox.Add(new InboxMessage { MessageId = envelope.MessageId, Endpoint = endpoint, At = db.Now });
            await consumer.Consume(scope.ServiceProvider, envelope.Message, ct);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }

        consumer.Committed(scope.ServiceProvider, envelope.Message);
    }
}
