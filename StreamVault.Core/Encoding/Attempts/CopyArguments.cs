using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>The FFmpeg arguments that copy tracks without encoding them. Pure.</summary>
internal static class CopyArguments
{
    /// <summary>
    /// Copies the video and audio tracks to encode, in that order, into a container with exact seeking.
    /// </summary>
    public static string[] Copy(SourceMedia media, string source, string output) =>
        [
            // AVI has no presentation timestamps, but Matroska requires them.
            .. SafeInput.Open(source, ["-fflags", "+genpts"]),
            .. (string[])["-map", $"0:{media.Video.Index}"],
            .. media.AudioTracks.SelectMany(audio => (string[])["-map", $"0:{audio.Index}"]),
            .. (string[])["-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1"],
            // FFmpeg's Matroska muxer drops the rotation.
            .. (string[])["-f", media.Container.Contains("mov") ? "mov" : "matroska", SafeInput.Url(output)],
        ];

    /// <summary>The timestamp of the first frame of a stream copy. It leaves a margin for reordered frames.</summary>
    public static readonly TimeSpan StreamCopyStart = TimeSpan.FromSeconds(10);

    /// <summary>Stream-copies the video into a transport stream with its own timestamps.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="source">The source, or its copy.</param>
    /// <param name="output">The file to write.</param>
    public static IReadOnlyList<string> StreamCopy(EncodePlan plan, string source, string output) =>
        [
            .. SafeInput.Open(source, plan.FileStartOptions),
            .. (string[])["-map", $"0:{plan.Video.Index}", "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1"],
            // Without the SEI messages of cameras, which may contain the location.
            .. (string[])["-bsf:v", "filter_units=remove_types=6"],
            .. (string[])
                ["-muxpreload", "0", "-muxdelay", "0", "-output_ts_offset", FfmpegText.Seconds(StreamCopyStart)],
            .. (string[])["-f", "mpegts", SafeInput.Url(output)],
        ];

    /// <summary>Copies a copy again without its long pauses.</summary>
    /// <param name="media">The contents of the copy.</param>
    /// <param name="copy">The copy.</param>
    /// <param name="output">The new copy.</param>
    /// <param name="filters">The result of <see cref="PauseRemoval.Filters"/>.</param>
    public static IReadOnlyList<string> CopyWithoutPauses(
        SourceMedia media,
        string copy,
        string output,
        string filters
    ) =>
        // With the measured timestamps, not those that FFmpeg would derive from them.
        ["-copyts", .. Copy(media, copy, output)[..^1], "-bsf:v", filters, "-bsf:a", filters, SafeInput.Url(output)];
}
