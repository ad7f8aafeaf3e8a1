using System.Text.Json.Serialization;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>One planned quality of the ladder.</summary>
/// <param name="Name">What people and URLs call it: <c>1080p</c>.</param>
/// <param name="Width">Width of the encoded picture in square pixels; even.</param>
/// <param name="Height">Height of the encoded picture in square pixels; even.</param>
/// <param name="VideoKilobits">Ceiling of the picture in kbit/s; easy content takes less.</param>
/// <param name="AudioKilobits">Sound in kbit/s.</param>
internal sealed record Rung(string Name, int Width, int Height, int VideoKilobits, int AudioKilobits)
{
    /// <summary>Whether its picture is the source's own, passed on as it is.</summary>
    [JsonPropertyName("IsKept")]
    public bool IsStreamCopied { get; init; }
}
