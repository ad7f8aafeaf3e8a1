using System.Text.Json;
using System.Text.Json.Serialization;

namespace StreamVault.Core.Recording;

/// <summary>Dates as text in JSON. A text that isn't a date is read as null, so that it doesn't cost the rest of a file.</summary>
internal sealed class EdtfJson : JsonConverter<EdtfDate>
{
    public override EdtfDate? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EdtfDate.TryParse(reader.GetString(), null, out var date) ? date : null;

    public override void Write(Utf8JsonWriter writer, EdtfDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
