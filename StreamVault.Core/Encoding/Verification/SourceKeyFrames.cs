using System.Globalization;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>
/// Decodes only the key frames of a source, to find changes that no header announces. Thread-safe.
/// </summary>
internal sealed class SourceKeyFrames(FfprobeProcess ffprobe)
{
    /// <param name="path">The source.</param>
    /// <param name="track">The index of the video track.</param>
    /// <param name="start">The timestamp at which the file starts.</param>
    /// <param name="cancellationToken">Stops FFprobe.</param>
    /// <exception cref="FfmpegMissingException">FFmpeg is missing.</exception>
    /// <exception cref="ProgramStalledException">Reading made no progress.</exception>
    /// <exception cref="EncodingFailedException">The disk can't be read.</exception>
    public async Task<KeyFrameSizes> ReadAsync(
        string path,
        int track,
        TimeSpan start,
        CancellationToken cancellationToken
    )
    {
        var sizes = KeyFrameSizes.None;
        KeyFrameSize? last = null;
        var result = await ffprobe.ReadLinesAsync(
            [
                .. (string[])["-v", "error", .. SafeInput.Limits],
                .. (string[])["-threads", "1", "-skip_frame", "nokey"],
                .. (string[])["-select_streams", track.ToString(CultureInfo.InvariantCulture)],
                // Key frames may be far apart; the packets in between show progress.
                "-show_entries",
                "packet=size:frame=best_effort_timestamp_time,width,height,sample_aspect_ratio,interlaced_frame",
                .. (string[])["-of", "compact", SafeInput.Url(path)],
            ],
            line =>
            {
                if (!line.StartsWith("frame|", StringComparison.Ordinal))
                {
                    return;
                }

                var fields = Fields(line);
                sizes = sizes with
                {
                    AreInterlaced = sizes.AreInterlaced || fields.GetValueOrDefault("interlaced_frame") == "1",
                };
                if (Size(fields, start) is { } size)
                {
                    sizes = Add(sizes, last, size);
                    last = size;
                }
            },
            cancellationToken
        );
        return FailureReasons.IsReadError(result)
            ? throw new EncodingFailedException(FailureReasons.DiskUnreadable(result))
            : sizes;
    }

    private static KeyFrameSizes Add(KeyFrameSizes sizes, KeyFrameSize? last, KeyFrameSize size) =>
        last is null ? sizes with { First = size }
        : last.IsLike(size) ? sizes
        : sizes with { Next = sizes.Next ?? size, Changes = sizes.Changes + 1 };

    private static Dictionary<string, string> Fields(string line)
    {
        var fields = new Dictionary<string, string>();
        foreach (var field in line.Split('|'))
        {
            if (field.Split('=') is [var name, var value])
            {
                fields[name] = value;
            }
        }

        return fields;
    }

    private static KeyFrameSize? Size(Dictionary<string, string> fields, TimeSpan start) =>
        Pixels(fields, "width") is { } width && Pixels(fields, "height") is { } height
            ? new KeyFrameSize(
                Seconds(fields) - start.TotalSeconds,
                (int)Math.Round(width * SourceReader.PixelAspect(fields.GetValueOrDefault("sample_aspect_ratio"))),
                height
            )
            : null;

    private static int? Pixels(Dictionary<string, string> fields, string name) =>
        int.TryParse(fields.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var pixels) && pixels > 0
            ? pixels
            : null;

    private static double? Seconds(Dictionary<string, string> fields) =>
        double.TryParse(
            fields.GetValueOrDefault("best_effort_timestamp_time"),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var seconds
        )
            ? seconds
            : null;
}
