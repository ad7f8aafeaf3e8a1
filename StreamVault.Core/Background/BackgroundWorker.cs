using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;

namespace StreamVault.Core.Background;

/// <summary>Runs background tasks one at a time while the server is idle, with a pause after each.</summary>
internal sealed partial class BackgroundWorker(
    BackgroundQueue queue,
    IdleGate gate,
    IEnumerable<IBackgroundHandler> handlers,
    VideoLibrary library,
    TimeProvider clock,
    IOptions<BackgroundOptions> options,
    IOptions<JobOptions> jobs,
    ILogger<BackgroundWorker> logger
) : BackgroundService
{
    private readonly Dictionary<string, IBackgroundHandler> _handlers = handlers.ToDictionary(handler => handler.Kind);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Get this before reading the queue, so that a task that is enqueued in between isn't missed.
            var changed = queue.Changed;
            if (await TryRunAsync(stoppingToken))
            {
                await Task.Delay(options.Value.Pause, clock, stoppingToken);
            }
            else
            {
                await Task.WhenAny(changed, Task.Delay(jobs.Value.PollingInterval, clock, stoppingToken));
            }
        }
    }

    private async Task<bool> TryRunAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await RunNextAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, jobs.Value.PollingInterval);
            return false;
        }
    }

    /// <returns>False if no task is due or may run.</returns>
    private async Task<bool> RunNextAsync(CancellationToken stoppingToken)
    {
        if (
            await queue.PeekAsync(_handlers.Keys, stoppingToken) is not { } task
            || await gate.HoldAsync(stoppingToken) is not null
            || !await queue.StartAsync(task, stoppingToken)
        )
        {
            return false;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var deleted = false;
        void Abandon(VideoId video)
        {
            if (video == task.VideoId)
            {
                deleted = true;
                ended.Cancel();
            }
        }

        library.Deleted += Abandon;
        try
        {
            var outcome = await RunAsync(task, ended.Token);
            // The outcome is recorded even while the server is stopping.
            switch (outcome)
            {
                case BackgroundOutcome.Done:
                    await queue.CompleteAsync(task, CancellationToken.None);
                    return true;
                case BackgroundOutcome.Failed(var reason) when !deleted:
                    await queue.FailAsync(task, reason, CancellationToken.None);
                    return true;
                default:
                    await queue.ReleaseAsync(task, CancellationToken.None);
                    return false;
            }
        }
        finally
        {
            library.Deleted -= Abandon;
        }
    }

    private async Task<BackgroundOutcome> RunAsync(BackgroundTask task, CancellationToken cancellationToken)
    {
        try
        {
            return await _handlers[task.Kind]
                .RunAsync(new BackgroundRun(task.VideoId, gate.Watch()), cancellationToken);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            Log.Stopped(logger, e, task.Kind, task.VideoId);
            return new BackgroundOutcome.Yielded();
        }
        catch (Exception e)
        {
            Log.Crashed(logger, e, task.Kind, task.VideoId);
            return new BackgroundOutcome.Failed(e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The background queue can't be read or written; retrying in {Interval}")]
        public static partial void Failed(ILogger logger, Exception e, TimeSpan interval);

        [LoggerMessage(LogLevel.Debug, "Background task {Kind} for video {Video} stopped early")]
        public static partial void Stopped(ILogger logger, Exception e, string kind, VideoId video);

        [LoggerMessage(LogLevel.Error, "Background task {Kind} for video {Video} failed unexpectedly")]
        public static partial void Crashed(ILogger logger, Exception e, string kind, VideoId video);
    }
}
