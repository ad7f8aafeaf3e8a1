using System.Globalization;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>The arguments of each encoder (ffmpeg-codecs). All encoders produce the same segments. Pure.</summary>
internal static class VideoEncoderArguments
{
    /// <summary>The arguments before the inputs.</summary>
    public static IReadOnlyList<string> Device(VideoEncoder encoder) =>
        encoder == VideoEncoder.Vaapi ? ["-vaapi_device", "/dev/dri/renderD128"] : [];

    /// <summary>The last filters before the encoder, starting with a comma; empty if none is needed.</summary>
    public static string Upload(VideoEncoder encoder) =>
        encoder switch
        {
            VideoEncoder.Vaapi => ",format=nv12,hwupload",
            VideoEncoder.Qsv => ",format=nv12",
            _ => "",
        };

    /// <summary>The arguments of one rung.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="profile">How bits are spent.</param>
    /// <param name="preset">x264's preset; null for the profile's default.</param>
    /// <param name="kilobits">The rung's bitrate in kbit/s: the ceiling, or the average in <see cref="EncodingProfile.AverageBitrate"/>.</param>
    /// <param name="keyFrames">The first frames of segments.</param>
    /// <param name="threads">The threads of x264.</param>
    /// <param name="colors">The color tags.</param>
    public static IReadOnlyList<string> For(
        VideoEncoder encoder,
        EncodingProfile profile,
        EncodingPreset? preset,
        int kilobits,
        KeyFrames keyFrames,
        int threads,
        ColorTags colors
    ) =>
        encoder == VideoEncoder.X264
            ?
            [
                .. X264(preset ?? EncodingOptions.PresetOf(profile), keyFrames, threads),
                .. Colors(colors),
                .. Rate(profile, kilobits),
            ]
            : [.. Hardware(encoder, profile, kilobits), .. Forced(keyFrames), .. Colors(colors)];

    private static string[] Colors(ColorTags colors) =>
        [
            .. (string[])["-colorspace", colors.Matrix!, "-color_primaries", colors.Primaries!],
            .. (string[])["-color_trc", colors.Transfer!, "-color_range", "tv"],
        ];

    private static string[] X264(EncodingPreset preset, KeyFrames keyFrames, int threads) =>
        [
            .. (string[])["-c:v", "libx264", "-preset", preset.ToString().ToLowerInvariant()],
            // Key frames only at segment boundaries: with another one, the packager could start a segment early.
            .. (string[])["-profile:v", "high"],
            .. keyFrames.At is null
                ? (string[])["-g", Number(keyFrames.Group), "-keyint_min", Number(keyFrames.Group)]
                : [.. Forced(keyFrames), "-forced-idr", "1"],
            .. (string[])["-sc_threshold", "0", "-threads", Number(threads)],
        ];

    private static string[] Rate(EncodingProfile profile, int kilobits) =>
        profile switch
        {
            EncodingProfile.AverageBitrate =>
            [
                "-b:v",
                Kilo(kilobits),
                "-maxrate",
                Kilo(kilobits),
                "-bufsize",
                Kilo(2 * kilobits),
            ],
            _ => ["-crf", Quality(profile), "-maxrate", Kilo(kilobits), "-bufsize", Kilo(kilobits)],
        };

    private static string Quality(EncodingProfile profile) => profile == EncodingProfile.Archive ? "18" : "21";

    private static string[] Hardware(VideoEncoder encoder, EncodingProfile profile, int kilobits)
    {
        var isAverage = profile == EncodingProfile.AverageBitrate;
        string[] ceiling = ["-maxrate", Kilo(kilobits), "-bufsize", Kilo(isAverage ? 2 * kilobits : kilobits)];
        return encoder switch
        {
            VideoEncoder.Nvenc =>
            [
                .. (string[])
                    ["-c:v", "h264_nvenc", "-preset", "p5", "-profile:v", "high", "-rc", "vbr", "-forced-idr", "1"],
                .. isAverage ? (string[])["-b:v", Kilo(kilobits)] : ["-cq", Quality(profile), "-b:v", "0"],
                .. ceiling,
            ],
            VideoEncoder.Qsv =>
            [
                .. (string[])["-c:v", "h264_qsv", "-preset", "medium", "-profile:v", "high", "-forced_idr", "1"],
                .. isAverage ? (string[])["-b:v", Kilo(kilobits)] : ["-global_quality", Quality(profile)],
                .. ceiling,
            ],
            VideoEncoder.Vaapi =>
            [
                .. (string[])["-c:v", "h264_vaapi", "-profile:v", "high"],
                .. isAverage
                    ? (string[])["-rc_mode", "VBR"]
                    : ["-rc_mode", "QVBR", "-global_quality", Quality(profile)],
                .. (string[])["-b:v", Kilo(kilobits)],
                .. ceiling,
            ],
            VideoEncoder.VideoToolbox =>
            [
                .. (string[])["-c:v", "h264_videotoolbox", "-profile:v", "high", "-b:v", Kilo(kilobits)],
                .. ceiling,
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(encoder), encoder, "Not a hardware encoder."),
        };
    }

    private static string[] Forced(KeyFrames keyFrames) =>
        [
            .. (string[])["-g", Number(keyFrames.Group), "-force_key_frames"],
            keyFrames.At is null ? $"expr:eq(mod(n,{Number(keyFrames.Group)}),0)" : keyFrames.Times,
        ];

    private static string Kilo(int kilobits) => Number(kilobits) + "k";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
