using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>The FFmpeg arguments for the trial of an encoder. Pure.</summary>
internal static class EncoderTrialArguments
{
    /// <summary>Encodes some black frames three times at once and discards the output.</summary>
    public static IReadOnlyList<string> For(VideoEncoder encoder) =>
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
}
