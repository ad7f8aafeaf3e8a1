using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StreamVault.Core.Persistence;

/// <summary>A value that is stored as JSON; its properties are never queried.</summary>
internal sealed class JsonText<T>()
    : ValueConverter<T, string>(value => JsonText.Write(value), text => JsonText.Read<T>(text))
    where T : class;

/// <summary>A list of such values. Rows from before the column was added contain empty text.</summary>
internal sealed class JsonList<T>()
    : ValueConverter<IReadOnlyList<T>, string>(
        list => JsonText.Write(list),
        text => text.Length == 0 ? Array.Empty<T>() : JsonText.Read<T[]>(text)
    )
{
    public static ValueComparer<IReadOnlyList<T>> Comparer { get; } =
        new((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list);
}

internal static class JsonText
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Names);

    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Names) ?? throw new JsonException("The column holds null.");
}
