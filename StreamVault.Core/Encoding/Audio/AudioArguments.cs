using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Audio;

/// <summary>The FFmpeg arguments that encode a sound track. Pure.</summary>
internal static class AudioArguments
{
    /// <summary>The rate at which decoded sound is counted.</summary>
    public const int CountedSampleRate = 8000;

    /// <summary>Encodes a sound track once for each output, whole, so that it has no seams, and exactly as long as the picture.</summary>
    /// <param name="plan">What was decided.</param>
    /// <param name="sound">The track.</param>
    /// <param name="length">The picture's length.</param>
    /// <param name="source">The source, or its copy.</param>
    /// <param name="outputs">What to make of it.</param>
    /// <param name="measures">The files for the decoded length, before padding, and the loudness.</param>
    public static IReadOnlyList<string> For(
        EncodePlan plan,
        AudioTrack sound,
        TimeSpan length,
        string source,
        IReadOnlyList<AudioOutput> outputs,
        AudioMeasurementFiles measures
    )
    {
        var ends = string.Concat(outputs.Select((_, i) => $"[a{i}]"));
        // Gaps are filled and late beginnings led in by silence; then silence without end, cut at the picture's end.
        var filters =
            $"[0:{sound.Index}]asplit=2[s][c];[s]aresample=48000:async=1:min_hard_comp=0.1:first_pts=0,"
            + $"aformat=sample_fmts=fltp:channel_layouts=stereo{Limiter(sound)},apad,atrim=end={FfmpegText.Seconds(length)},asplit={outputs.Count + 1}{ends}[m];"
            + $"[m]{LoudnessMeter.Filter(measures.Made)},anullsink;"
            + $"[c]{LoudnessMeter.Filter(measures.Decoded)},aformat=channel_layouts=mono,asetnsamples=n={10 * CountedSampleRate}:p=0[n]";
        return
        [
            .. SafeInput.Open(source, plan.FileStartOptions),
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

    // Several channels make a stereo sound as loud as each of them was, as in ITU-R BS.775, so where all are loud at once
    // it would be too loud by 8 dB; turned down by as much, everything else would be hardly heard.
    private static string Limiter(AudioTrack sound) =>
        sound.Channels > 2 ? ",alimiter=limit=0.95:level=0:latency=1" : "";
}
