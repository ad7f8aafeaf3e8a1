using Microsoft.Extensions.Logging;
using StreamVault.Core.Events;
using StreamVault.Core.Hosting;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;

namespace StreamVault.Core.Trash;

/// <summary>
/// Every 15 minutes, deletes the videos that have been in the trash for long enough. Stops the running jobs of videos
/// that a bulk edit moved to the trash.
/// </summary>
internal sealed partial class TrashUpkeep(
    VideoLibrary library,
    JobQueue jobs,
    EventHub events,
    TrashPeriod period,
    TimeProvider clock,
    ILogger<TrashUpkeep> logger
) : PeriodicWork(TimeSpan.FromMinutes(15), clock, logger)
{
    private readonly TimeProvider _clock = clock;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        await jobs.StopTrashedAsync(cancellationToken);
        if (await period.DaysAsync(cancellationToken) is not { } days)
        {
            return;
        }

        var until = _clock.GetUtcNow().AddDays(-days);
        var deleted = await library.EmptyTrashAsync(until, withPrivate: true, cancellationToken);
        if (deleted > 0)
        {
            Log.Deleted(logger, deleted, days);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(base.ExecuteAsync(stoppingToken), StopJobsAsync(stoppingToken));

    private async Task StopJobsAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in events.WatchAsync<LibraryChange>(stoppingToken))
        {
            if (library.Hidden.IsTrashed(change.Video))
            {
                await TryStopJobsAsync(stoppingToken);
            }
        }
    }

    private async Task TryStopJobsAsync(CancellationToken stoppingToken)
    {
        try
        {
            await jobs.StopTrashedAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.JobsNotStopped(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Jobs of videos in the trash could not be stopped; retrying in 15 minutes")]
        public static partial void JobsNotStopped(ILogger logger, Exception e);

        [LoggerMessage(LogLevel.Information, "Deleted {Count} videos after {Days} days in the trash")]
        public static partial void Deleted(ILogger logger, int count, int days);
    }
}
