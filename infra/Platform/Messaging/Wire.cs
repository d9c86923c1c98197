using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>
/// How messages are written down: JSON, named by their record, and by their number once it is above one. An older message
/// reads, because contracts only gain optional fields; a newer one, or one of an unknown name, is kept for a newer program.
/// </summary>
internal static class Wire
{
    private static readonly Dictionary<string, Type> Types = typeof(IMessage).Assembly.GetTypes()
        .Where(t => t.IsClass && t.IsAssignableTo(typeof(IMessage))).ToDictionary(t => t.Name);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        // A field that was always there and is missing is a mistake to be seen, not an empty value to act on.
        RespectRequiredConstructorParameters = true,
    };

    public static string Write(IMessage message) => JsonSerializer.Serialize(message, message.GetType(), Json);

    /// <summary><c>ProposalDelivered</c>; <c>ProposalDelivered/2</c> from its second number on.</summary>
    public static string NameOf(Type message) => NameOf(message.Name, NumberOf(message));

    public static string NameOf(string message, int number) => number == 1 ? message : $"{message}/{number}";

    public static int NumberOf(Type message) => message.GetCustomAttribute<ContractAttribute>()?.Number ?? 1;

    /// <exception cref="UnreadableMessageException">This program cannot read it: it is parked, never dropped.</exception>
    public static IMessage Read(string name, string body)
    {
        var slash = name.IndexOf('/');
        if (!Types.TryGetValue(slash < 0 ? name : name[..slash], out var type))
        {
            throw new UnreadableMessageException($"Unknown message type {name}.");
        }

        if (slash >= 0 && !(int.TryParse(name.AsSpan(slash + 1), out var number) && number <= NumberOf(type)))
        {
            throw new UnreadableMessageException($"{name} is newer than this program, which reads up to {NameOf(type)}.");
        }

        try
        {
            return (IMessage)(JsonSerializer.Deserialize(body, type, Json) ?? throw new UnreadableMessageException("Empty message."));
        }
        catch (JsonException e)
        {
            // Its words could quote the message, which may hold names.
            throw new UnreadableMessageException($"{name} does not have the expected form at {e.Path ?? "its beginning"}.");
        }
    }
}

/// <summary>This program cannot read the message; trying again changes nothing.</summary>
internal sealed class UnreadableMessageException(string message) : Exception(message);

/// <summary>The endpoint cannot take anything at the moment; it says nothing about this message.</summary>
internal sealed class EndpointAwayException(string message, Exception inner) : Exception(message, inner);

/// <summary>A message with what travels around it.</summary>
internal sealed record Envelope(Guid MessageId, Guid? TenantId, string? TraceParent, IMessage Message);
