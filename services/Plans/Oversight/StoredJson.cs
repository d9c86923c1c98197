using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenDataAnimation.Plans.Oversight;

/// <summary>JSON that we wrote ourselves and show as it is: a grid of 890 rows is copied, not read and written again.</summary>
[JsonConverter(typeof(Writer))]
public readonly record struct StoredJson(string Text)
{
    internal sealed class Writer : JsonConverter<StoredJson>
    {
        public override StoredJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new StoredJson(document.RootElement.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, StoredJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Text, skipInputValidation: true);
    }
}
