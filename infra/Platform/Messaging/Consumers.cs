using Microsoft.Extensions.DependencyInjection;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>
/// Acts on a message, inside one transaction with the inbox row that says it was done. May run again and with others at
/// once after a failure; its first line says for whom it works.
/// </summary>
public interface IConsume<in TMessage> where TMessage : IMessage
{
    Task ConsumeAsync(TMessage message, CancellationToken ct);
}

/// <summary>What a consumer does once its transaction is committed: forget what is cached, wake a worker. It must not fail.</summary>
public interface IAfterCommit<in TMessage> where TMessage : IMessage
{
    void Committed(TMessage message);
}

/// <summary>Hears a passing signal that is never stored; every copy of the service hears it.</summary>
public interface IHear<in TMessage> where TMessage : IMessage
{
    void Hear(TMessage message);
}

/// <summary>One consuming endpoint: a queue of its own, named after the service and the consumer.</summary>
internal sealed record Consumer(
    string Name, Type Message, Func<IServiceProvider, IMessage, CancellationToken, Task> Consume, Action<IServiceProvider, IMessage> Committed);

/// <summary>One ear for a passing signal.</summary>
internal sealed record Ear(Type Message, Action<IServiceProvider, IMessage> Hear);

public static class ConsumerRegistration
{
    /// <summary>Declares that this service acts on a message. Renaming a consumer leaves its queue behind.</summary>
    public static IServiceCollection Consume<TMessage, TConsumer>(this IServiceCollection services)
        where TMessage : class, IMessage where TConsumer : class, IConsume<TMessage>
    {
        services.AddScoped<TConsumer>();
        return services.AddSingleton(new Consumer(
            Kebab(typeof(TConsumer).Name), typeof(TMessage),
            (scope, message, ct) => scope.GetRequiredService<TConsumer>().ConsumeAsync((TMessage)message, ct),
            (scope, message) => (scope.GetRequiredService<TConsumer>() as IAfterCommit<TMessage>)?.Committed((TMessage)message)));
    }

    public static IServiceCollection Hear<TMessage, TEar>(this IServiceCollection services)
        where TMessage : class, IMessage where TEar : class, IHear<TMessage>
    {
        services.AddSingleton<TEar>();
        return services.AddSingleton(new Ear(typeof(TMessage), (root, message) => root.GetRequiredService<TEar>().Hear((TMessage)message)));
    }

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
