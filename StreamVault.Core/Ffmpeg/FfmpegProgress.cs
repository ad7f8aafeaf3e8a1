using System.Globalization;

namespace StreamVault.Core.Ffmpeg;

/// <summary>FFmpeg's progress, as reported by <c>-progress</c>.</summary>
/// <param name="Frames">The frames passed to the encoder of the first output. Exact.</param>
/// <param name="Time">The position of the furthest output. It may be ahead of the video.</param>
/// <param name="Bytes">The size of the first output.</param>
internal readonly record struct FfmpegProgress(long Frames, TimeSpan Time, long Bytes)
{
    /// <summary>Reads reports until the output ends.</summary>
    public static async Task ReadAsync(
        Stream output,
        Action<FfmpegProgress> onReport,
        CancellationToken cancellationToken
    )
    {
        using var reader = new StreamReader(output);
        var report = default(FfmpegProgress);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            var (key, value) = line.IndexOf('=') is > 0 and var at ? (line[..at], line[(at + 1)..].Trim()) : (line, "");
            report = key switch
            {
                "frame" => report with { Frames = Number(value) },
                "out_time_us" => report with { Time = TimeSpan.FromMicroseconds(Number(value)) },
                "total_size" => report with { Bytes = Number(value) },
                _ => report,
            };
            if (key == "progress")
            {
                onReport(report);
            }
        }
    }

    // "N/A" until there is something to count.
    private static long Number(string value) =>
        long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? Math.Max(0, number)
            : 0;
}
