using System.Globalization;
using System.Text.Json;
using StreamVault.Core.Integrity;

namespace StreamVault.Core.Subtitles;

/// <summary>
/// The uploaded subtitles of a video, in the order they were added. They are in <c>subtitles.json</c> in the video's folder,
/// so that they don't depend on the database.
/// </summary>
/// <param name="Next">The number of the next playlist. Numbers aren't reused, because browsers keep segments.</param>
/// <param name="Tracks">The subtitles.</param>
internal sealed record SubtitleList(int Next, IReadOnlyList<UploadedSubtitle> Tracks)
{
    public const string FileName = "subtitles.json";

    /// <summary>The first number. Smaller numbers are for the subtitles of the video's own file.</summary>
    public const int First = 100;

    // Far above a full list.
    private const long MaxBytes = 1 << 20;

    /// <summary>The format version of the file.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Reads the list in a folder; empty if there is none.</summary>
    public static SubtitleList Read(string folder)
    {
        try
        {
            var list = DurableJson.ReadBytes(Path.Combine(folder, FileName), MaxBytes) is { } bytes
                ? JsonSerializer.Deserialize<SubtitleList>(bytes, DurableJson.Options)
                : null;
            // Without a list, nothing was ever uploaded.
            return list is null && !File.Exists(Path.Combine(folder, FileName)) ? new SubtitleList(First, [])
                : list is { Tracks: not null, Next: >= First } && list.Tracks.All(IsPossible) ? list
                : FromFiles(folder);
        }
        catch (JsonException)
        {
            return FromFiles(folder);
        }
    }

    // If the list is damaged, only the languages and labels are lost.
    private static SubtitleList FromFiles(string folder) =>
        new(
            Directory
                .GetFiles(folder, "subtitle_*.m3u8")
                .Select(path =>
                    int.TryParse(
                        Path.GetFileNameWithoutExtension(path)["subtitle_".Length..],
                        CultureInfo.InvariantCulture,
                        out var number
                    )
                        ? number + 1
                        : First
                )
                .Append(First)
                .Max(),
            [
                .. Directory
                    .GetFiles(folder, "uploaded-*")
                    .Select(Path.GetFileName)
                    .OfType<string>()
                    .Order(StringComparer.Ordinal)
                    .Select(UploadedSubtitle.FromStoredName)
                    .OfType<UploadedSubtitle>(),
            ]
        );

    private static bool IsPossible(UploadedSubtitle? track) =>
        track
            is {
                FileName: not null,
                ShiftSeconds: >= -UploadedSubtitle.MaxShiftSeconds and <= UploadedSubtitle.MaxShiftSeconds
            };

    /// <summary>The list with a track added or, if it has one with this id, replaced.</summary>
    public SubtitleList With(UploadedSubtitle track) =>
        Tracks.Any(other => other.Id == track.Id)
            ? this with
            {
                Tracks = [.. Tracks.Select(other => other.Id == track.Id ? track : other)],
            }
            : this with
            {
                Tracks = [.. Tracks, track],
            };
}
