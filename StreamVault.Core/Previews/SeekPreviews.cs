using System.Text.Json;
using System.Text.Json.Serialization;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Previews;

/// <summary>
/// The frames of a ready video that are shown above the seek bar, in sheets of several rows. They are made some time after
/// the video is ready.
/// </summary>
/// <param name="IntervalSeconds">The time between two frames. Frame 0 is the first frame of the video.</param>
/// <param name="Width">The width of a frame, in pixels.</param>
/// <param name="Height">The height of a frame, in pixels.</param>
/// <param name="Columns">The number of frames in a row.</param>
/// <param name="Rows">The number of rows in a sheet. The last sheet may be partly empty.</param>
/// <param name="Count">The number of frames.</param>
public sealed record SeekPreviews(double IntervalSeconds, int Width, int Height, int Columns, int Rows, int Count)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The number of sheets, which are numbered from 1.</summary>
    [JsonIgnore]
    public int SheetCount => (Count + (Columns * Rows) - 1) / (Columns * Rows);

    /// <summary>Reads the description of a video's sheets.</summary>
    /// <returns>Null if they don't exist yet, or only partly.</returns>
    public static SeekPreviews? Read(VaultStorage storage, VideoId video)
    {
        try
        {
            var found = JsonSerializer.Deserialize<SeekPreviews>(
                File.ReadAllBytes(storage.SeekPreviewsPath(video)),
                _json
            );
            return
                found is { IntervalSeconds: > 0, Width: > 0, Height: > 0, Columns: > 0, Rows: > 0, Count: > 0 }
                && Enumerable
                    .Range(1, found.SheetCount)
                    .All(sheet => File.Exists(storage.SeekPreviewSheetPath(video, sheet)))
                ? found
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // They can be made again at any time.
            return null;
        }
    }

    /// <summary>Writes the description to a file.</summary>
    internal void Write(string path) =>
        VaultStorage.WriteDurably(path, JsonSerializer.SerializeToUtf8Bytes(this, _json));
}
