using Xunit;

namespace OpenDataAnimation.Testing;

/// <summary>A test that needs RabbitMQ, at the address in ODA_RABBITMQ; <c>./tests/run rabbitmq</c> starts one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RabbitFactAttribute : FactAttribute
{
    public RabbitFactAttribute()
    {
        if (Address is null)
        {
            Skip = "No RabbitMQ: ODA_RABBITMQ does not name one (./tests/run rabbitmq starts its own).";
        }
    }

    public static string? Address => Environment.GetEnvironmentVariable("ODA_RABBITMQ") is { Length: > 0 } address ? address : null;
}
