using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>The FFmpeg arguments that copy tracks without encoding them. Pure.</summary>
internal static class CopyArguments
{
    /// <summary>
    /// Copies the tracks to be encoded, as they are and in the order picture, sounds, into a container whose every frame can
    /// be found exactly.
    /// </summary>
    public static string[] Copy(SourceMedia media, string source, string output) =>
        [
            // AVI has no presentation times, and Matroska can't do without.
            .. SafeInput.Open(source, ["-fflags", "+genpts"]),
            .. (string[])["-map", $"0:{media.Video.Index}"],
            .. media.AudioTracks.SelectMany(sound => (string[])["-map", $"0:{sound.Index}"]),
            .. (string[])["-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1"],
            // Matroska as FFmpeg writes it forgets which way is up.
            .. (string[])["-f", media.Container.Contains("mov") ? "mov" : "matroska", SafeInput.Url(output)],
        ];

    /// <summary>When a picture that is kept begins if it begins with the file: with room for pictures out of order before it.</summary>
    public static readonly TimeSpan StreamCopyStart = TimeSpan.FromSeconds(10);

    /// <summary>Copies the picture as it is into a transport stream, at its own times.</summary>
    /// <param name="plan">What was decided.</param>
    /// <param name="source">The source, or its copy.</param>
    /// <param name="output">Where it goes.</param>
    public static IReadOnlyList<string> Keep(EncodePlan plan, string source, string output) =>
        [
            .. SafeInput.Open(source, plan.FileStartOptions),
            .. (string[])["-map", $"0:{plan.Video.Index}", "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1"],
            // Without what cameras write between the pictures (SEI): in there may be where it was filmed.
            .. (string[])["-bsf:v", "filter_units=remove_types=6"],
            .. (string[])
                ["-muxpreload", "0", "-muxdelay", "0", "-output_ts_offset", FfmpegText.Seconds(StreamCopyStart)],
            .. (string[])["-f", "mpegts", SafeInput.Url(output)],
        ];

    /// <summary>Copies a copy once more, without the long pauses in it.</summary>
    /// <param name="media">What is in the copy.</param>
    /// <param name="copy">The copy.</param>
    /// <param name="output">Where the better one goes.</param>
    /// <param name="filters">What <see cref="PauseRemoval.Filters"/> says.</param>
    public static IReadOnlyList<string> CopyWithoutPauses(
        SourceMedia media,
        string copy,
        string output,
        string filters
    ) =>
        // By the time stamps that were measured, and not by those that FFmpeg would make of them.
        ["-copyts", .. Copy(media, copy, output)[..^1], "-bsf:v", filters, "-bsf:a", filters, SafeInput.Url(output)];
}
