using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenDataAnimation.Plans.Method;

/// <summary>Reads a version of the method as it is shipped. A field too few or too many stops the program at the first read, not a page later.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(MethodVersion))]
internal sealed partial class MethodFile : JsonSerializerContext
{
    /// <param name="name">The file's name in this folder.</param>
    public static MethodVersion Read(string name)
    {
        using var file = typeof(MethodFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the program.");
        return JsonSerializer.Deserialize(file, Default.MethodVersion)
            ?? throw new InvalidOperationException($"{name} is empty.");
    }
}
