using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Ffmpeg;
using static StreamVault.Core.Ffmpeg.FfmpegText;

namespace StreamVault.Core.Packaging;

/// <summary>The FFmpeg arguments that create the poster and check the result. Pure.</summary>
internal static class ResultArguments
{
    /// <summary>Creates the poster.</summary>
    /// <param name="list">The list of video chunks.</param>
    /// <param name="poster">The poster frame.</param>
    public static IReadOnlyList<string> Poster(string list, PosterFrame poster)
    {
        var (step, choice) = poster.KeyFramesOnly ? (1, 5) : (4, 15);
        return
        [
            .. poster.KeyFramesOnly ? (string[])["-skip_frame", "nokey"] : [],
            .. (string[])["-f", "concat", "-i", SafeInput.Url(list), "-map", "0:v:0"],
            .. (string[])
                [
                    "-vf",
                    $"setpts=PTS-STARTPTS,trim=start={Seconds(poster.From)},framestep={Number(step)},scale='min({Number(PosterFrame.Widest)},iw)':-2,thumbnail={Number(choice)}",
                ],
            .. (string[])["-frames:v", "1", "-q:v", "3"],
            .. (string[])["-f", "image2", "-update", "1", SafeInput.Url(poster.Path)],
        ];
    }

    /// <summary>
    /// Plays encrypted playlists, discards the output, fails on any error, and writes the hash of each. FFmpeg counts the
    /// frames of the first.
    /// </summary>
    /// <param name="all">The playlists to play.</param>
    /// <param name="folder">The attempt's folder.</param>
    public static IReadOnlyList<string> Play(IReadOnlyList<PlayedTracks> all, AttemptFolder folder) =>
        [
            "-xerror",
            .. all.SelectMany(tracks =>
                (string[])
                    [
                        .. (string[])["-protocol_whitelist", "file,crypto", "-allowed_extensions", "ALL"],
                        // A corrupt frame is an error and must not be concealed.
                        .. (string[])["-err_detect", "explode"],
                        .. tracks.Whole ? [] : (string[])["-skip_frame", "nokey"],
                        .. (string[])["-i", SafeInput.Url(folder.CheckPlaylistPath(tracks.Name))],
                    ]
            ),
            .. all.SelectMany(
                (tracks, i) =>
                {
                    string[] video = ["-map", $"{Number(i)}:v:0?"];
                    string[] audio = ["-map", $"{Number(i)}:a:0?"];
                    string[] keyFrames = ["-c:v", "wrapped_avframe", "-f", "framecrc"];
                    return (string[])
                        [
                            .. tracks.Whole
                                ? (string[])[.. video, .. audio, "-f", "null", "-"]
                                : [.. video, .. keyFrames, SafeInput.Url(folder.KeyFramesPath(tracks.Name))],
                            // Transport streams add a header to each AAC frame, which is removed again.
                            .. (string[])[.. video, .. audio, "-c", "copy", "-bsf:a", "aac_adtstoasc"],
                            .. Hash(folder.CheckHashPath(tracks.Name)),
                        ];
                }
            ),
        ];

    // Hashes only the packet data of each track (FFmpeg formats, streamhash).
    private static string[] Hash(string output) => ["-f", "streamhash", "-hash", "sha256", SafeInput.Url(output)];
}
