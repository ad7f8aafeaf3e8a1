using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;

namespace StreamVault.Core.Encoding;

/// <summary>
/// The workers: each takes a job, runs it and takes the next. While FFmpeg is missing, they take none.
/// </summary>
internal sealed partial class EncodingWorkers(
    EncodingRecovery recovery,
    JobQueue queue,
    JobSignal signal,
    EventHub events,
    RunningJobs running,
    JobRunner runner,
    FfmpegTools tools,
    VideoLibrary library,
    TimeProvider clock,
    IOptions<JobOptions> options,
    ILogger<EncodingWorkers> logger
) : BackgroundService
{
    private readonly ConcurrentDictionary<JobLease, LeasedJob> _jobs = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        library.Deleted += Abandon;
        queue.LeaseRevoked += Abandon;
        try
        {
            await RepeatAsync(RecoverAsync, stoppingToken);
            await Task.WhenAll(
                Enumerable
                    .Range(0, options.Value.WorkerCount)
                    .Select(_ => WorkAsync(stoppingToken))
                    .Append(WakeOnFfmpegAsync(stoppingToken))
            );
        }
        finally
        {
            library.Deleted -= Abandon;
            queue.LeaseRevoked -= Abandon;
        }
    }

    private async Task WakeOnFfmpegAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in events.WatchAsync<FfmpegChange>(stoppingToken))
        {
            signal.Wake();
        }
    }

    private void Abandon(VideoId video) => Abandon(lease => lease.Video == video);

    private void Abandon(JobId id) => Abandon(lease => lease.Job == id);

    private void Abandon(Func<JobLease, bool> matches)
    {
        foreach (var job in _jobs.Values.Where(job => matches(job.Lease)))
        {
            job.MarkLeaseLost();
        }
    }

    private enum Next
    {
        Wait,
        AtOnce,
        End,
    }

    // Repeats the step, without a pause as long as there is work, until it returns End.
    private async Task RepeatAsync(Func<CancellationToken, Task<Next>> step, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Read before the step, so that a job queued in the meantime is not missed.
            var woken = signal.Next;
            var next = Next.Wait;
            try
            {
                next = await step(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, e, options.Value.PollingInterval);
            }

            switch (next)
            {
                case Next.End:
                    return;
                case Next.Wait:
                    await Task.WhenAny(woken, Task.Delay(options.Value.PollingInterval, clock, stoppingToken));
                    break;
            }
        }
    }

    private async Task<Next> RecoverAsync(CancellationToken stoppingToken)
    {
        await recovery.RunAsync(stoppingToken);
        return Next.End;
    }

    // When the video and audio of a job are encoded, the rest is disk access, so the next job starts beside it. The next
    // job also starts beside one that can't be interrupted. One of each kind at most, or all waiting jobs would start.
    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        var (finishing, aside) = (Task.CompletedTask, Task.CompletedTask);
        try
        {
            await RepeatAsync(
                async token =>
                {
                    if (await ClaimAsync(token) is not { } job)
                    {
                        return Next.Wait;
                    }

                    var working = RunAsync(job, stoppingToken);
                    await finishing;
                    var mayGoAside = aside.IsCompleted;
                    await Task.WhenAny(working, job.EncodingDone, mayGoAside ? job.WorkerSlotYielded : working);
                    (finishing, aside) =
                        mayGoAside && job.WorkerSlotYielded.IsCompleted ? (finishing, working) : (working, aside);
                    return Next.AtOnce;
                },
                stoppingToken
            );
        }
        finally
        {
            await Task.WhenAll(finishing, aside);
        }
    }

    private async Task<LeasedJob?> ClaimAsync(CancellationToken stoppingToken) =>
        await tools.CheckAsync(stoppingToken) is FfmpegState.Found && await queue.ClaimAsync(stoppingToken) is { } lease
            ? new LeasedJob(lease, queue, running, options.Value.Heartbeat, clock, logger)
            : null;

    private async Task RunAsync(LeasedJob job, CancellationToken stoppingToken)
    {
        await using var leased = job;
        _jobs[job.Lease] = job;
        try
        {
            await runner.RunAsync(job, stoppingToken);
        }
        catch (Exception e)
        {
            // The outcome couldn't be saved; the sweeper requeues the job.
            Log.OutcomeLost(logger, e, job.Lease.Job);
        }
        finally
        {
            _jobs.TryRemove(job.Lease, out _);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A worker could not claim a job; retrying in {Interval}")]
        public static partial void Failed(ILogger logger, Exception e, TimeSpan interval);

        [LoggerMessage(LogLevel.Error, "The outcome of job {Job} could not be saved; the job will be queued again")]
        public static partial void OutcomeLost(ILogger logger, Exception e, JobId job);
    }
}
