using System.Globalization;

namespace StreamVault.Core.Encoding;

/// <summary>The command lines of an encode, as lists that are handed over as they are. Pure; see the tests for them in full.</summary>
internal static class FfmpegArguments
{
    /// <summary>Encodes the pictures of one chunk in all rungs but one that is kept.</summary>
    /// <param name="plan">What was decided.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="encoder">What encodes.</param>
    /// <param name="source">The source, or its copy.</param>
    /// <param name="output">Where each rung goes.</param>
    /// <param name="decoded">The file for the timestamps of decoded frames.</param>
    public static IReadOnlyList<string> Chunk(
        EncodePlan plan,
        Chunk chunk,
        VideoEncoder encoder,
        string source,
        Func<Rung, string> output,
        string decoded
    )
    {
        var seek = plan.Chunks.SeekFrame(chunk);
        return
        [
            .. VideoEncoderArguments.Device(encoder),
            .. Safely(source, [.. FromTheFilesStart(plan), .. seek > 0 ? Seek(plan.Chunks.Rate.TimeOf(seek)) : []]),
            .. (string[])
                ["-filter_complex", PictureFilters.For(plan, chunk, VideoEncoderArguments.Upload(encoder), decoded)],
            .. (string[])["-map_metadata", "-1", "-map_chapters", "-1"],
            .. plan.Encoded.SelectMany(
                (rung, i) =>
                    (string[])
                        [
                            .. (string[])["-map", $"[v{i}]"],
                            .. VideoEncoderArguments.For(
                                encoder,
                                plan.Profile,
                                plan.Preset,
                                rung.VideoKilobits,
                                plan.Chunks.KeyFramesOf(chunk),
                                plan.Threads,
                                OutputColors.Of(plan.Picture, plan.ToneMap).Tags
                            ),
                            .. (string[])["-f", "mpegts", SafeInput.Url(output(rung))],
                        ]
            ),
        ];
    }

    /// <summary>Lets an encoder make some black pictures three times at once, of which nothing is kept.</summary>
    public static IReadOnlyList<string> Trial(VideoEncoder encoder) =>
        [
            .. (string[])["-nostdin", "-hide_banner", "-v", "error"],
            .. VideoEncoderArguments.Device(encoder),
            .. (string[])["-f", "lavfi", "-i", "color=black:size=1920x1080:rate=30:duration=0.3"],
            .. (string[])
                ["-filter_complex", $"[0:v]format=yuv420p{VideoEncoderArguments.Upload(encoder)},split=3[v0][v1][v2]"],
            .. Enumerable
                .Range(0, 3)
                .SelectMany(i =>
                    (string[])
                        [
                            .. (string[])["-map", $"[v{i}]"],
                            .. VideoEncoderArguments.For(
                                encoder,
                                EncodingProfile.Capped,
                                null,
                                4000,
                                new KeyFrames(120, new FrameRate(30, 1)),
                                4,
                                OutputColors.Standard
                            ),
                            .. (string[])["-f", "null", "-"],
                        ]
                ),
        ];

    // From the key frame before that moment on, not from the moment: where the picture stands still for longer than the
    // margin, the frame to be shown lies before it.
    private static string[] Seek(TimeSpan time) => ["-noaccurate_seek", "-ss", Seconds(time)];

    // Where time stamps may jump, FFmpeg counts from the start of the tracks it is asked for, unless it is also asked to
    // move them: by a microsecond (ffmpeg.c, "Correcting starttime").
    private static string[] FromTheFilesStart(EncodePlan plan) => plan.MayJump ? ["-itsoffset", "0.000001"] : [];

    /// <summary>The rate at which decoded sound is counted.</summary>
    public const int CountedSampleRate = 8000;

    /// <summary>Encodes a sound track once for each output, whole, so that it has no seams, and exactly as long as the picture.</summary>
    /// <param name="plan">What was decided.</param>
    /// <param name="sound">The track.</param>
    /// <param name="length">The picture's length.</param>
    /// <param name="source">The source, or its copy.</param>
    /// <param name="outputs">What to make of it.</param>
    /// <param name="measures">The files for the decoded length, before padding, and the loudness.</param>
    public static IReadOnlyList<string> Audio(
        EncodePlan plan,
        SoundTrack sound,
        TimeSpan length,
        string source,
        IReadOnlyList<AudioOutput> outputs,
        SoundMeasures measures
    )
    {
        var ends = string.Concat(outputs.Select((_, i) => $"[a{i}]"));
        // Gaps are filled and late beginnings led in by silence; then silence without end, cut at the picture's end.
        var filters =
            $"[0:{sound.Index}]asplit=2[s][c];[s]aresample=48000:async=1:min_hard_comp=0.1:first_pts=0,"
            + $"aformat=sample_fmts=fltp:channel_layouts=stereo{Limiter(sound)},apad,atrim=end={Seconds(length)},asplit={outputs.Count + 1}{ends}[m];"
            + $"[m]{SoundLevels.Filter(measures.Made)},anullsink;"
            + $"[c]{SoundLevels.Filter(measures.Decoded)},aformat=channel_layouts=mono,asetnsamples=n={10 * CountedSampleRate}:p=0[n]";
        return
        [
            .. Safely(source, FromTheFilesStart(plan)),
            .. (string[])["-filter_complex", filters, "-map_metadata", "-1", "-map_chapters", "-1"],
            .. outputs.SelectMany(
                (output, i) =>
                    (string[])
                        [
                            "-map",
                            $"[a{i}]",
                            "-c:a",
                            "aac",
                            "-b:a",
                            $"{output.Kilobits}k",
                            "-f",
                            "adts",
                            SafeInput.Url(output.Path),
                        ]
            ),
            .. (string[])["-map", "[n]", "-c:a", "pcm_s16le", "-f", "framecrc", SafeInput.Url(measures.Count)],
        ];
    }

    /// <summary>Turns subtitle tracks into WebVTT, with the time stamps of the picture.</summary>
    /// <param name="tracks">The tracks, and where each goes.</param>
    /// <param name="source">The upload.</param>
    /// <param name="mostBytes">The size at which each output stops; tracks are stored compressed.</param>
    public static IReadOnlyList<string> Subtitles(
        IEnumerable<(SubtitleTrack Track, string Path)> tracks,
        string source,
        long mostBytes
    ) =>
        [
            .. Safely(source, []),
            .. tracks.SelectMany(t =>
                (string[])
                    [
                        .. (string[])["-map", $"0:{t.Track.Index}", "-map_metadata", "-1", "-map_chapters", "-1"],
                        .. (string[])["-fs", mostBytes.ToString(CultureInfo.InvariantCulture)],
                        .. (string[])["-c:s", "webvtt", "-f", "webvtt", SafeInput.Url(t.Path)],
                    ]
            ),
        ];

    /// <summary>
    /// Copies the tracks to be encoded, as they are and in the order picture, sounds, into a container whose every frame can
    /// be found exactly.
    /// </summary>
    public static string[] Copy(SourceMedia media, string source, string output) =>
        [
            // AVI has no presentation times, and Matroska can't do without.
            .. Safely(source, ["-fflags", "+genpts"]),
            .. (string[])["-map", $"0:{media.Picture.Index}"],
            .. media.Sounds.SelectMany(sound => (string[])["-map", $"0:{sound.Index}"]),
            .. (string[])["-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1"],
            // Matroska as FFmpeg writes it forgets which way is up.
            .. (string[])["-f", media.Container.Contains("mov") ? "mov" : "matroska", SafeInput.Url(output)],
        ];

    /// <summary>When a picture that is kept begins if it begins with the file: with room for pictures out of order before it.</summary>
    public static readonly TimeSpan KeptBegin = TimeSpan.FromSeconds(10);

    /// <summary>Copies the picture as it is into a transport stream, at its own times.</summary>
    /// <param name="plan">What was decided.</param>
    /// <param name="source">The source, or its copy.</param>
    /// <param name="output">Where it goes.</param>
    public static IReadOnlyList<string> Keep(EncodePlan plan, string source, string output) =>
        [
            .. Safely(source, FromTheFilesStart(plan)),
            .. (string[])
                ["-map", $"0:{plan.Picture.Index}", "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1"],
            // Without what cameras write between the pictures (SEI): in there may be where it was filmed.
            .. (string[])["-bsf:v", "filter_units=remove_types=6"],
            .. (string[])["-muxpreload", "0", "-muxdelay", "0", "-output_ts_offset", Seconds(KeptBegin)],
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

    private static IEnumerable<string> Safely(string source, string[] options) =>
        [
            .. SafeInput.Limits,
            // A recording may change its size on the way; the filters go on instead of starting over.
            .. (string[])["-reinit_filter", "0", .. options],
            .. (string[])["-i", SafeInput.Url(source)],
        ];

    // Several channels make a stereo sound as loud as each of them was, as in ITU-R BS.775, so where all are loud at once
    // it would be too loud by 8 dB; turned down by as much, everything else would be hardly heard.
    private static string Limiter(SoundTrack sound) =>
        sound.Channels > 2 ? ",alimiter=limit=0.95:level=0:latency=1" : "";

    internal static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture);

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
