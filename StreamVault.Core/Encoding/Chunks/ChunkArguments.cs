using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>The FFmpeg arguments that encode one chunk. Pure.</summary>
internal static class ChunkArguments
{
    /// <summary>Encodes the video of one chunk in all rungs except a stream copy.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="encoder">The video encoder.</param>
    /// <param name="source">The source, or its copy.</param>
    /// <param name="output">The file of each rung.</param>
    /// <param name="decoded">The file for the timestamps of decoded frames.</param>
    public static IReadOnlyList<string> For(
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
            .. SafeInput.Open(
                source,
                [.. plan.FileStartOptions, .. seek > 0 ? Seek(plan.Chunks.Rate.TimeOf(seek)) : []]
            ),
            .. (string[])
                ["-filter_complex", VideoFilters.For(plan, chunk, VideoEncoderArguments.Upload(encoder), decoded)],
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
                                OutputColors.Of(plan.Video, plan.ToneMap).Tags
                            ),
                            .. (string[])["-f", "mpegts", SafeInput.Url(output(rung))],
                        ]
            ),
        ];
    }

    // Starts at the key frame before that time: if a frame is shown for longer than the margin, it starts before it.
    private static string[] Seek(TimeSpan time) => ["-noaccurate_seek", "-ss", FfmpegText.Seconds(time)];
}
