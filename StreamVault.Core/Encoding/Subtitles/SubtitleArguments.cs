using System.Globalization;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Subtitles;

/// <summary>The FFmpeg arguments that convert subtitle tracks. Pure.</summary>
internal static class SubtitleArguments
{
    /// <summary>Converts subtitle tracks to WebVTT with the timestamps of the video.</summary>
    /// <param name="tracks">The tracks and the file of each.</param>
    /// <param name="source">The upload.</param>
    /// <param name="mostBytes">The size at which each output stops; tracks are stored compressed.</param>
    public static IReadOnlyList<string> For(
        IEnumerable<(SubtitleTrack Track, string Path)> tracks,
        string source,
        long mostBytes
    ) =>
        [
            .. SafeInput.Open(source, []),
            .. tracks.SelectMany(t =>
                (string[])
                    [
                        .. (string[])["-map", $"0:{t.Track.Index}", "-map_metadata", "-1", "-map_chapters", "-1"],
                        .. (string[])["-fs", mostBytes.ToString(CultureInfo.InvariantCulture)],
                        .. (string[])["-c:s", "webvtt", "-f", "webvtt", SafeInput.Url(t.Path)],
                    ]
            ),
        ];
}
