using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Similarity;

/// <summary>A picture of a few frames of a video, side by side. Pure.</summary>
public static class FrameStrip
{
    /// <summary>The number of frames.</summary>
    public const int Frames = 5;

    /// <summary>The width of each frame in pixels.</summary>
    public const int FrameWidth = 256;

    /// <summary>The height of each frame in pixels. Even, as chroma subsampling requires.</summary>
    public const int FrameHeight = 144;

    /// <summary>The times of the frames, spread over a part of a video.</summary>
    internal static IReadOnlyList<TimeSpan> Times(TimeWindow window) =>
        [.. Enumerable.Range(0, Frames).Select(i => window.Start + window.Length * ((i + 0.5) / Frames))];

    /// <summary>FFmpeg's arguments. The picture is written to its standard output.</summary>
    internal static IReadOnlyList<string> Arguments(string playlist, IReadOnlyList<TimeSpan> times) =>
        [
            .. (string[])["-nostdin", "-hide_banner", "-v", "error"],
            .. times.SelectMany(time =>
                (string[])
                    [
                        .. (string[])
                            ["-threads", "1", "-ss", FfmpegText.Seconds(time), "-protocol_whitelist", "file,crypto"],
                        .. (string[])["-allowed_extensions", "ALL", "-i", SafeInput.Url(playlist)],
                    ]
            ),
            .. (string[])["-filter_complex", Filter(times.Count), "-map", "[strip]"],
            .. (string[])["-frames:v", "1", "-q:v", "4", "-c:v", "mjpeg", "-f", "image2pipe", "pipe:1"],
        ];

    private static string Filter(int count)
    {
        var (width, height) = (FfmpegText.Number(FrameWidth), FfmpegText.Number(FrameHeight));
        var fitted = $"scale={width}:{height}:force_original_aspect_ratio=decrease,pad={width}:{height}:-1:-1,setsar=1";
        var inputs = Enumerable.Range(0, count).Select(FfmpegText.Number).ToList();
        return string.Concat(inputs.Select(i => $"[{i}:v:0]{fitted}[f{i}];"))
            + string.Concat(inputs.Select(i => $"[f{i}]"))
            + $"hstack=inputs={FfmpegText.Number(count)},format=yuvj420p[strip]";
    }
}
