using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Integrity;

/// <summary>
/// Collects videos for which playback found a file that is missing or has the wrong size.
/// <see cref="DamageReportWorker"/> checks them. Thread-safe; reporting never blocks.
/// </summary>
public sealed class DamageReports
{
    private readonly ConcurrentDictionary<VideoId, bool> _pending = new();
    private readonly Channel<VideoId> _reports = Channel.CreateBounded<VideoId>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    /// <summary>Schedules a check of the video unless one is already pending.</summary>
    public void Report(VideoId video)
    {
        if (_pending.TryAdd(video, true) && !_reports.Writer.TryWrite(video))
        {
            _pending.TryRemove(video, out _);
        }
    }

    internal async Task<VideoId> NextAsync(CancellationToken cancellationToken)
    {
        var video = await _reports.Reader.ReadAsync(cancellationToken);
        _pending.TryRemove(video, out _);
        return video;
    }
}

/// <summary>
/// Checks reported videos immediately, because a viewer may be waiting. Checks only file names and sizes, for at most
/// one video per second.
/// </summary>
internal sealed partial class DamageReportWorker(
    DamageReports reports,
    VideoCheck check,
    TimeProvider clock,
    ILogger<DamageReportWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var video = await reports.NextAsync(stoppingToken);
            try
            {
                await check.QuickAsync(video, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, e, video);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Video {Video} can't be checked for damage")]
        public static partial void Failed(ILogger logger, Exception e, VideoId video);
    }
}
