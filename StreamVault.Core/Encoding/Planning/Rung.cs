using System.Text.Json.Serialization;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>One planned quality of the ladder.</summary>
/// <param name="Name">Its name in the UI and in URLs: <c>1080p</c>.</param>
/// <param name="Width">The width in square pixels; even.</param>
/// <param name="Height">The height in square pixels; even.</param>
/// <param name="VideoKilobits">The bitrate ceiling of the video in kbit/s; easy content takes less.</param>
/// <param name="AudioKilobits">The bitrate of the audio in kbit/s.</param>
internal sealed record Rung(string Name, int Width, int Height, int VideoKilobits, int AudioKilobits)
{
    /// <summary>Whether its video is a stream copy of the source's.</summary>
    [JsonPropertyName("IsKept")]
    public bool IsStreamCopied { get; init; }
}
