using System.Text.Json;
using System.Text.Json.Serialization;

namespace StreamVault.Core.Recording;

/// <summary>
/// Writes dates as text in JSON. Text that isn't a date is read as null, so that the rest of the file is still read.
/// </summary>
internal sealed class EdtfJson : JsonConverter<EdtfDate>
{
    public override EdtfDate? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EdtfDate.TryParse(reader.GetString(), null, out var date) ? date : null;

    public override void Write(Utf8JsonWriter writer, EdtfDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
