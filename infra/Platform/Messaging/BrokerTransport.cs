using System.Reflection;
using System.Text.Json;
using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>RabbitMQ, through MassTransit. This file is the whole of what knows that library.</summary>
internal sealed class BrokerTransport(IBusControl bus, ConsumerRunner runner) : ITransport
{
    private const string Everyone = "*", TenantHeader = "oda-tenant", TraceHeader = "traceparent", ContractHeader = "oda-contract";
    private static readonly IReadOnlyList<string> TheBroker = [Everyone];

    public IReadOnlyList<string> EndpointsOf(Type message, string? service) => TheBroker;

    public async Task ReadyAsync(CancellationToken ct)
    {
        // Asked for before its own queues are there, an answer would come to nobody.
        if (bus.CheckHealth().Status != BusHealthStatus.Healthy)
        {
            await bus.WaitForHealthStatus(BusHealthStatus.Healthy, ct);
        }
    }

    /// <summary>Each publish waits for its confirm: side by side, a batch waits once. Behind an endpoint of this host is one writer.</summary>
    public int AtOnce(string endpoint) => endpoint == Everyone ? 32 : 1;

    public async Task DeliverAsync(string endpoint, Envelope envelope, CancellationToken ct)
    {
        if (endpoint != Everyone)
        {
            await runner.RunAsync(endpoint, envelope, ct);
            return;
        }

        try
        {
            await bus.Publish(envelope.Message, envelope.Message.GetType(), Pipe.Execute<PublishContext>(context =>
            {
                context.MessageId = envelope.MessageId;
                context.Headers.Set(TenantHeader, envelope.TenantId?.ToString());
                context.Headers.Set(TraceHeader, envelope.TraceParent);
                context.Headers.Set(ContractHeader, Wire.NumberOf(envelope.Message.GetType()));
                // An exchange without a queue confirms and loses; mandatory makes it an error, and the row stays.
                if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
                {
                    rabbit.Mandatory = true;
                }
            }), ct);
        }
        catch (Exception e) when (e is not MessageReturnedException)
        {
            throw new EndpointAwayException("The broker confirms nothing at the moment.", e);
        }
    }

    /// <summary>What the broker confirmed it keeps by itself.</summary>
    public Task KeptAsync(string endpoint) => endpoint == Everyone ? Task.CompletedTask : runner.KeptAsync();

    public Task SignalAsync(IMessage message, CancellationToken ct) => bus.Publish(message, message.GetType(), ct);

    internal static void Add(IServiceCollection services, string connection, ServiceSettings settings)
    {
        services.AddSingleton<ITransport, BrokerTransport>();
        services.AddMassTransit(x =>
        {
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(new Uri(connection));
                foreach (var consumer in context.GetServices<Consumer>())
                {
                    typeof(BrokerTransport).GetMethod(nameof(AddQueue), BindingFlags.NonPublic | BindingFlags.Static)!
                        .MakeGenericMethod(consumer.Message).Invoke(null, [bus, context, $"{settings.Service}.{consumer.Name}"]);
                }

                var ears = context.GetServices<Ear>().ToList();
                if (ears.Count > 0)
                {
                    // A queue of this very copy: every copy hears, and none is left behind.
                    bus.ReceiveEndpoint(new TemporaryEndpointDefinition(settings.Service), endpoint =>
                    {
                        foreach (var ear in ears)
                        {
                            typeof(BrokerTransport).GetMethod(nameof(AddEar), BindingFlags.NonPublic | BindingFlags.Static)!
                                .MakeGenericMethod(ear.Message).Invoke(null, [endpoint, context, ear]);
                        }
                    });
                }
            });
        });
    }

    private static void AddQueue<T>(IRabbitMqBusFactoryConfigurator bus, IRegistrationContext context, string endpoint) where T : class, IMessage =>
        bus.ReceiveEndpoint(endpoint, queue =>
        {
            var (runner, clock) = (context.GetRequiredService<ConsumerRunner>(), context.GetRequiredService<TimeProvider>());
            queue.PrefetchCount = 32;
            // A lost race is over in an instant; what lasts longer waits in the outbox and not in the broker.
            queue.UseMessageRetry(retry =>
            {
                retry.Ignore<UnreadableMessageException>();
                retry.Intervals(100, 500);
            });
            queue.ConfigureError(pipe => pipe.UseFilter(new KeepFailed<ExceptionReceiveContext>(runner, clock, endpoint, typeof(T), context => context.Exception)));
            queue.ConfigureDeadLetter(pipe => pipe.UseFilter(new KeepFailed<ReceiveContext>(runner, clock, endpoint, typeof(T), _ => new UnreadableMessageException("No consumer of this endpoint takes it."))));
            queue.Handler<T>(async message =>
            {
                var number = message.Headers.Get<int>(ContractHeader) ?? 1;
                if (number > Wire.NumberOf(typeof(T)))
                {
                    throw new UnreadableMessageException($"{Wire.NameOf(typeof(T).Name, number)} is newer than this program, which reads up to {Wire.NameOf(typeof(T))}.");
                }

                await runner.RunAsync(endpoint, new Envelope(
                    message.MessageId ?? throw new InvalidOperationException("A message without an id cannot be acted on once."),
                    message.Headers.Get<Guid>(TenantHeader), message.Headers.Get<string>(TraceHeader), message.Message), message.CancellationToken);
                await runner.KeptAsync();
            });
        });

    private static void AddEar<T>(IReceiveEndpointConfigurator endpoint, IRegistrationContext context, Ear ear) where T : class, IMessage =>
        endpoint.Handler<T>(message =>
        {
            ear.Hear(context, message.Message);
            return Task.CompletedTask;
        });

    /// <summary>In place of the broker's own error queues: what failed is kept in the database, where an operator sees it, and only then acknowledged.</summary>
    private sealed class KeepFailed<T>(ConsumerRunner runner, TimeProvider clock, string endpoint, Type message, Func<T, Exception> error) : IFilter<T> where T : class, ReceiveContext
    {
        public async Task Send(T context, IPipe<T> next)
        {
            try
            {
                await runner.KeepFailedAsync(RowOf(context.Body.GetString(), context.TransportHeaders), error(context), CancellationToken.None);
            }
            catch
            {
                // It goes back to the queue, and must not come again at once for ever.
                await Task.Delay(TimeSpan.FromSeconds(1));
                throw;
            }
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("keepFailed");

        private OutboxMessage RowOf(string text, Headers headers)
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                var (id, body) = (document.RootElement.GetProperty("messageId").GetGuid(), document.RootElement.GetProperty("message"));
                Guid? tenantId = body.TryGetProperty("tenantId", out var named) ? named.GetGuid() : null;
                return OutboxMessage.Kept(
                    id, endpoint, tenantId, Wire.NameOf(message.Name, headers.Get<int>(ContractHeader) ?? 1), body.GetRawText(), headers.Get<string>(TraceHeader), clock.GetUtcNow().UtcDateTime);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                return OutboxMessage.Kept(Guid.CreateVersion7(), endpoint, null, Wire.NameOf(message), text, null, clock.GetUtcNow().UtcDateTime);
            }
        }
    }
}
