using static StreamVault.Core.Encoding.FfmpegArguments;

namespace StreamVault.Core.Encoding;

/// <summary>The command lines by which what is encoded becomes a result, and the result is tried. Pure.</summary>
internal static class PackageArguments
{
    /// <summary>
    /// Where every rendition begins, in the time stamps of its segments: what the muxer adds by itself, and enough that no
    /// picture out of order comes before zero, or each rendition would be shifted by an amount of its own.
    /// </summary>
    public static readonly TimeSpan Begin = TimeSpan.FromSeconds(2);

    // Twice its max_delay of 0.7 s (FFmpeg, mpegtsenc.c).
    private static readonly TimeSpan AddedByMuxer = TimeSpan.FromSeconds(1.4);

    /// <summary>
    /// Joins chunks and sound, without encoding them again, into encrypted segments, and notes the hash of what went into
    /// them. FFmpeg counts the pictures of the first.
    /// </summary>
    /// <param name="all">What becomes segments.</param>
    /// <param name="folder">Where all of it lies.</param>
    public static IReadOnlyList<string> Package(IReadOnlyList<SegmentedTracks> all, AttemptFolder folder)
    {
        var inputs = new List<string>();
        var outputs = new List<string>();
        var number = 0;
        foreach (var tracks in all)
        {
            var copied = new List<string>();
            if (tracks.List is { } list)
            {
                inputs.AddRange(["-f", "concat", "-i", SafeInput.Url(list)]);
                copied.AddRange(["-map", $"{Number(number++)}:v:0"]);
            }

            if (tracks.Audio is { } audio)
            {
                inputs.AddRange(["-i", SafeInput.Url(audio)]);
                copied.AddRange(["-map", $"{Number(number++)}:a:0"]);
            }

            copied.AddRange(["-c", "copy"]);
            outputs.AddRange([
                .. copied,
                .. Segments(tracks, folder),
                .. copied,
                .. Hash(folder.HashPath(tracks.Name)),
            ]);
        }

        return [.. inputs, .. outputs];
    }

    private static string[] Segments(SegmentedTracks tracks, AttemptFolder folder) =>
        [
            .. (string[])["-output_ts_offset", Seconds(Begin - AddedByMuxer)],
            .. (string[])
                ["-f", "hls", "-hls_time", Seconds(tracks.Segment), "-hls_playlist_type", "vod", "-hls_list_size", "0"],
            .. (string[])["-hls_flags", "independent_segments", "-hls_segment_type", "mpegts"],
            .. (string[])["-hls_key_info_file", folder.KeyInfoPath(tracks.Name)],
            .. (string[])["-hls_segment_filename", folder.ResultPath($"{tracks.Name}_%03d.ts")],
            SafeInput.Url(folder.RawPlaylistPath(tracks.Name)),
        ];

    /// <summary>Takes the poster, by a program of its own: while one copies, it may not wait for what it decodes.</summary>
    /// <param name="list">The pieces of the picture.</param>
    /// <param name="poster">What is taken.</param>
    public static IReadOnlyList<string> Poster(string list, PosterShot poster)
    {
        var (step, choice) = poster.KeyPicturesOnly ? (1, 5) : (4, 15);
        return
        [
            .. poster.KeyPicturesOnly ? (string[])["-skip_frame", "nokey"] : [],
            .. (string[])["-f", "concat", "-i", SafeInput.Url(list), "-map", "0:v:0"],
            .. (string[])
                [
                    "-vf",
                    $"setpts=PTS-STARTPTS,trim=start={Seconds(poster.From)},framestep={Number(step)},scale='min({Number(PosterShot.Widest)},iw)':-2,thumbnail={Number(choice)}",
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
                    string[] keyPictures = ["-c:v", "wrapped_avframe", "-f", "framecrc"];
                    return (string[])
                        [
                            .. tracks.Whole
                                ? (string[])[.. picture, .. sound, "-f", "null", "-"]
                                : [.. picture, .. keyPictures, SafeInput.Url(folder.KeyPicturesPath(tracks.Name))],
                            // A transport stream puts a header before each frame of AAC, which was not there before.
                            .. (string[])[.. picture, .. sound, "-c", "copy", "-bsf:a", "aac_adtstoasc"],
                            .. Hash(folder.CheckHashPath(tracks.Name)),
                        ];
                }
            ),
        ];

    // Of what is in the packets alone, for each track (FFmpeg formats, streamhash).
    private static string[] Hash(string output) => ["-f", "streamhash", "-hash", "murmur3", SafeInput.Url(output)];
}
