using System.Globalization;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Similarity;

/// <summary>Small gray frames at regular intervals.</summary>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Rate">Frames per second.</param>
internal readonly record struct FrameFormat(int Width, int Height, double Rate)
{
    public int Pixels => Width * Height;
}

/// <summary>Part of a video.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct TimeWindow(TimeSpan Start, TimeSpan Length);

/// <summary>Reads frames of the smallest quality of ready videos, decrypted by FFmpeg. Thread-safe.</summary>
internal sealed class StoredFrames(
    ProgramRunner programs,
    FfmpegTools tools,
    VaultStorage storage,
    IOptions<StallOptions> options,
    TimeProvider clock
)
{
    /// <summary>Whether the video has a playlist to read from.</summary>
    public static bool CanRead(VaultStorage storage, Video video) =>
        video.Qualities is [.., var smallest] && File.Exists(PlaylistPath(storage, video.Id, smallest));

    /// <summary>Reads the frames one by one.</summary>
    /// <param name="video">A ready video.</param>
    /// <param name="format">The format.</param>
    /// <param name="window">The part to read; null for all of it.</param>
    /// <param name="onFrame">Receives the pixels of each frame, row by row. If it throws, FFmpeg is stopped.</param>
    /// <param name="cancellationToken">Ends FFmpeg.</param>
    /// <exception cref="FramesUnreadableException">FFmpeg is missing or can't read the video.</exception>
    public async Task ReadAsync(
        Video video,
        FrameFormat format,
        TimeWindow? window,
        Func<ReadOnlyMemory<byte>, Task> onFrame,
        CancellationToken cancellationToken
    )
    {
        await RunAsync(
            video,
            playlist => Arguments(playlist, format, window),
            (output, watchdog, token) => CopyAsync(output, format.Pixels, onFrame, watchdog, token),
            cancellationToken
        );
    }

    /// <summary>Makes one JPEG image of a few frames, side by side.</summary>
    /// <param name="video">A ready video.</param>
    /// <param name="times">The times of the frames.</param>
    /// <param name="cancellationToken">Ends FFmpeg.</param>
    /// <exception cref="FramesUnreadableException">FFmpeg is missing or can't read the video.</exception>
    public async Task<byte[]> StripAsync(
        Video video,
        IReadOnlyList<TimeSpan> times,
        CancellationToken cancellationToken
    )
    {
        using var image = new MemoryStream();
        await RunAsync(
            video,
            playlist => FrameStrip.Arguments(playlist, times),
            (output, _, token) => output.CopyToAsync(image, token),
            cancellationToken
        );
        return image.ToArray();
    }

    private async Task RunAsync(
        Video video,
        Func<string, IReadOnlyList<string>> arguments,
        Func<Stream, Watchdog, CancellationToken, Task> read,
        CancellationToken cancellationToken
    )
    {
        if (await tools.CheckAsync(cancellationToken) is not FfmpegState.Found found)
        {
            throw new FramesUnreadableException(((FfmpegState.Missing)tools.State).Reason);
        }

        var playlist = PlaylistPath(storage, video.Id, video.Qualities[^1]);
        var call = new ProgramCall(found.Path, arguments(playlist), LowPriority: true)
        {
            Confinement = Confinement.Reading.Reads(storage.KeyPath(video.Id)),
        };
        using var watchdog = new Watchdog(options.Value.StallTimeout, clock, cancellationToken);
        try
        {
            var result = await programs.RunAsync(call, (output, token) => read(output, watchdog, token), watchdog);
            if (result.ExitCode != 0)
            {
                throw new FramesUnreadableException(
                    $"FFmpeg can't read the stored video. Check its files for damage.\n{result.Log}"
                );
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProgramStalledException(options.Value.StallTimeout, call);
        }
    }

    private static string PlaylistPath(VaultStorage storage, VideoId video, string quality) =>
        Path.Combine(storage.VideoFolder(video), $"{quality}.m3u8");

    private static async Task CopyAsync(
        Stream output,
        int pixels,
        Func<ReadOnlyMemory<byte>, Task> onFrame,
        Watchdog watchdog,
        CancellationToken cancellationToken
    )
    {
        var frame = new byte[pixels];
        while (await output.ReadAtLeastAsync(frame, pixels, throwOnEndOfStream: false, cancellationToken) == pixels)
        {
            watchdog.ReportProgress();
            await onFrame(frame);
        }
    }

    private static string[] Arguments(string playlist, FrameFormat format, TimeWindow? window) =>
        [
            .. (string[])["-nostdin", "-hide_banner", "-v", "error", "-threads", "1"],
            // Scaling down averages whatever the loop filter would smooth.
            .. (string[])["-skip_loop_filter", "all"],
            .. window is { } part
                ? (string[])["-ss", FfmpegText.Seconds(part.Start), "-t", FfmpegText.Seconds(part.Length)]
                : [],
            .. (string[])["-protocol_whitelist", "file,crypto", "-allowed_extensions", "ALL"],
            .. (string[])["-i", SafeInput.Url(playlist), "-map", "0:v:0"],
            "-vf",
            string.Create(
                CultureInfo.InvariantCulture,
                $"fps={format.Rate},scale={format.Width}:{format.Height}:flags=area,format=gray"
            ),
            .. (string[])["-f", "rawvideo", "pipe:1"],
        ];
}

/// <summary>The frames of a video can't be read.</summary>
/// <param name="message">Why, and what to do.</param>
internal sealed class FramesUnreadableException(string message) : Exception(message);
