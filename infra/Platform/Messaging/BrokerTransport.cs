using System.Reflection;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Hosting;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>RabbitMQ, through MassTransit. This file is the whole of what knows that library.</summary>
internal sealed class BrokerTransport(IBus bus) : ITransport
{
    private const string TenantHeader = "oda-tenant", TraceHeader = "traceparent";
    private static readonly IReadOnlyList<string> TheBroker = ["*"];

    public IReadOnlyList<string> EndpointsOf(Type message, string? service) => TheBroker;

    public Task DeliverAsync(string endpoint, Envelope envelope, CancellationToken ct) =>
        bus.Publish(envelope.Message, envelope.Message.GetType(), Pipe.Execute<PublishContext>(context =>
        {
            context.MessageId = envelope.MessageId;
            context.Headers.Set(TenantHeader, envelope.TenantId?.ToString());
            context.Headers.Set(TraceHeader, envelope.TraceParent);
            // An exchange without a queue confirms and loses; mandatory makes it an error, and the row stays.
            if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
            {
                rabbit.Mandatory = true;
            }
        }), ct);

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
            queue.PrefetchCount = 32;
            // What still fails goes to the endpoint's error queue, where an operator finds it.
            queue.UseMessageRetry(retry => retry.Intervals(100, 500, 2000, 5000));
            queue.Handler<T>(message => context.GetRequiredService<ConsumerRunner>().RunAsync(endpoint, new Envelope(
                message.MessageId ?? throw new InvalidOperationException("A message without an id cannot be acted on once."),
                message.Headers.Get<Guid>(TenantHeader), message.Headers.Get<string>(TraceHeader), message.Message), message.CancellationToken));
        });

    private static void AddEar<T>(IReceiveEndpointConfigurator endpoint, IRegistrationContext context, Ear ear) where T : class, IMessage =>
        endpoint.Handler<T>(message =>
        {
            ear.Hear(context, message.Message);
            return Task.CompletedTask;
        });
}
