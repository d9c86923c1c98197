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
internal sealed class ConsumerRunner(IServiceScopeFactory scopes, IEnumerable<Consumer> consumers, LogFlush log, ServiceSettings settings)
{
    private static readonly ActivitySource Source = new("OpenDataAnimation.Messaging");

    private readonly Dictionary<string, Consumer> _byEndpoint = consumers.ToDictionary(c => $"{settings.Service}.{c.Name}");

    public IReadOnlyDictionary<string, Consumer> ByEndpoint => _byEndpoint;

    /// <summary>Returns once it is committed; <see cref="KeptAsync"/> says when that is on the disk.</summary>
    /// <exception cref="EndpointAwayException">The database cannot be written at the moment.</exception>
    public async Task RunAsync(string endpoint, Envelope envelope, CancellationToken ct)
    {
        using var activity = Continue($"consume {endpoint}", envelope.TraceParent);
        var consumer = _byEndpoint.GetValueOrDefault(endpoint) ?? throw new InvalidOperationException($"There is no consumer {endpoint} any more.");
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        try
        {
            await using var write = await db.BeginWriteAsync(ct, afterRequests: true);
            if (await db.Environment.Queries.IsDone(db, envelope.MessageId, endpoint))
            {
                return;
            }

            db.Inbox.Add(new InboxMessage { MessageId = envelope.MessageId, Endpoint = endpoint, At = db.Now });
            await consumer.Consume(scope.ServiceProvider, envelope.Message, ct);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct, flushed: false);
        }
        catch (Exception e) when (Storage.IsAway(e))
        {
            throw new EndpointAwayException($"The database of {settings.Service} cannot be written at the moment.", e);
        }

        consumer.Committed(scope.ServiceProvider, envelope.Message);
    }

    /// <summary>Returns once what ran until now is on the disk.</summary>
    public Task KeptAsync() => log.WaitAsync();

    /// <summary>
    /// Keeps what came from a broker and failed: from here on it waits, is tried again and is parked as every other row of
    /// the outbox. Returns once it is on disk.
    /// </summary>
    public async Task KeepFailedAsync(OutboxMessage row, Exception error, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        row.Fail(error, settings.MaxAttempts, db.Now);
        db.Outbox.Add(row);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The messages this host still has to deliver.</summary>
    public async Task<List<Guid>> WaitingAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ServiceDb>().Outbox.Select(m => m.MessageId).Distinct().ToListAsync(ct);
    }

    /// <summary>The trace of the request that caused the message goes on here, also where nobody records it: what is sent from here carries it.</summary>
    private static Activity Continue(string name, string? traceParent)
    {
        if (Source.StartActivity(name, ActivityKind.Consumer, traceParent) is { } recorded)
        {
            return recorded;
        }

        var activity = new Activity(name);
        if (ActivityContext.TryParse(traceParent, null, out var context))
        {
            activity.SetParentId(context.TraceId, context.SpanId, context.TraceFlags);
        }

        return activity.Start();
    }
}
