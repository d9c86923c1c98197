using System.Text.Json;
using System.Text.Json.Serialization;
using OpenDataAnimation.Contracts;

namespace OpenDataAnimation.Platform.Messaging;

/// <summary>How messages are written down: JSON, named by their record.</summary>
internal static class Wire
{
    private static readonly Dictionary<string, Type> Types = typeof(IMessage).Assembly.GetTypes()
        .Where(t => t.IsClass && t.IsAssignableTo(typeof(IMessage))).ToDictionary(t => t.Name);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static string Write(IMessage message) => JsonSerializer.Serialize(message, message.GetType(), Json);

    /// <exception cref="JsonException">The message cannot be read: it is parked, never dropped.</exception>
    public static IMessage Read(string type, string body) =>
        Types.TryGetValue(type, out var clr)
            ? (IMessage)(JsonSerializer.Deserialize(body, clr, Json) ?? throw new JsonException("Empty message."))
            : throw new JsonException($"Unknown message type {type}.");
}

/// <summary>A message with what travels around it.</summary>
internal sealed record Envelope(Guid MessageId, Guid? TenantId, string? TraceParent, IMessage Message);
