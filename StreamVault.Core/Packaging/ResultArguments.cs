using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Ffmpeg;
using static StreamVault.Core.Ffmpeg.FfmpegText;

namespace StreamVault.Core.Packaging;

/// <summary>The command lines by which a result gets its poster, and is tried. Pure.</summary>
internal static class ResultArguments
{
    /// <summary>Takes the poster.</summary>
    /// <param name="list">The pieces of the picture.</param>
    /// <param name="poster">What is taken.</param>
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
    /// Plays encrypted playlists into nothing, fails where that is not possible, and notes the hash of what is in each. FFmpeg
    /// counts the pictures of the first.
    /// </summary>
    /// <param name="all">What is played.</param>
    /// <param name="folder">Where all of it lies.</param>
    public static IReadOnlyList<string> Play(IReadOnlyList<PlayedTracks> all, AttemptFolder folder) =>
        [
            "-xerror",
            .. all.SelectMany(tracks =>
                (string[])
                    [
                        .. (string[])["-protocol_whitelist", "file,crypto", "-allowed_extensions", "ALL"],
                        // A picture that is not right is an error, not something to be concealed.
                        .. (string[])["-err_detect", "explode"],
                        .. tracks.Whole ? [] : (string[])["-skip_frame", "nokey"],
                        .. (string[])["-i", SafeInput.Url(folder.CheckPlaylistPath(tracks.Name))],
                    ]
            ),
            .. all.SelectMany(
                (tracks, i) =>
                {
                    string[] picture = ["-map", $"{Number(i)}:v:0?"];
                    string[] sound = ["-map", $"{Number(i)}:a:0?"];
                    string[] keyFrames = ["-c:v", "wrapped_avframe", "-f", "framecrc"];
                    return (string[])
                        [
                            .. tracks.Whole
                                ? (string[])[.. picture, .. sound, "-f", "null", "-"]
                                : [.. picture, .. keyFrames, SafeInput.Url(folder.KeyFramesPath(tracks.Name))],
                            // A transport stream puts a header before each frame of AAC, which was not there before.
                            .. (string[])[.. picture, .. sound, "-c", "copy", "-bsf:a", "aac_adtstoasc"],
                            .. Hash(folder.CheckHashPath(tracks.Name)),
                        ];
                }
            ),
        ];

    // Of what is in the packets alone, for each track (FFmpeg formats, streamhash).
    private static string[] Hash(string output) => ["-f", "streamhash", "-hash", "sha256", SafeInput.Url(output)];
}
