using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Audio;

/// <summary>The FFmpeg arguments that encode an audio track. Pure.</summary>
internal static class AudioArguments
{
    /// <summary>The sample rate at which decoded audio is counted.</summary>
    public const int CountedSampleRate = 8000;

    /// <summary>Encodes a whole audio track once per output, without chunks, exactly as long as the video.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="audio">The track.</param>
    /// <param name="length">The length of the video.</param>
    /// <param name="source">The source, or its copy.</param>
    /// <param name="outputs">The files to write.</param>
    /// <param name="measures">The files for the decoded length, before padding, and the loudness.</param>
    public static IReadOnlyList<string> For(
        EncodePlan plan,
        AudioTrack audio,
        TimeSpan length,
        string source,
        IReadOnlyList<AudioOutput> outputs,
        AudioMeasurementFiles measures
    )
    {
        var ends = string.Concat(outputs.Select((_, i) => $"[a{i}]"));
        // Gaps and a late start are filled with silence, the end is padded, and everything is trimmed to the video's length.
        var filters =
            $"[0:{audio.Index}]asplit=2[s][c];[s]aresample=48000:async=1:min_hard_comp=0.1:first_pts=0,"
            + $"aformat=sample_fmts=fltp:channel_layouts=stereo{Limiter(audio)},apad,atrim=end={FfmpegText.Seconds(length)},asplit={outputs.Count + 1}{ends}[m];"
            + $"[m]{LoudnessMeter.Filter(measures.Encoded)},anullsink;"
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

    // The downmix to stereo keeps the loudness of each channel (ITU-R BS.775), so it can be 8 dB too loud where all channels
    // are loud at once. Lowering everything by 8 dB would make the rest too quiet.
    private static string Limiter(AudioTrack audio) =>
        audio.Channels > 2 ? ",alimiter=limit=0.95:level=0:latency=1" : "";
}
