using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>
/// A job that a worker has claimed. Its lease is renewed in the background until this is disposed;
/// <see cref="Lost"/> is cancelled when the lease is lost.
/// </summary>
internal sealed partial class LeasedJob : IAsyncDisposable
{
    private readonly JobQueue _queue;
    private readonly RunningJobs _running;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _done = new();
    private readonly TaskCompletionSource _encodingDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _workerSlotYielded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IDisposable _hold;
    private readonly Task _beating;

    public LeasedJob(
        JobLease lease,
        JobQueue queue,
        RunningJobs running,
        TimeSpan heartbeat,
        TimeProvider clock,
        ILogger logger
    )
    {
        (Lease, _queue, _running, _interval, _clock, _logger) = (lease, queue, running, heartbeat, clock, logger);
        _hold = queue.Hold(lease);
        _beating = BeatAsync();
    }

    public JobLease Lease { get; }

    /// <summary>Cancelled when the lease is lost; the worker must stop and write nothing more.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Completes when the remaining work needs little CPU, so that another job may start.</summary>
    public Task EncodingDone => _encodingDone.Task;

    /// <summary>Completes <see cref="EncodingDone"/>.</summary>
    public void MarkEncodingDone() => _encodingDone.TrySetResult();

    /// <summary>
    /// Completes when the job can't be preempted until it ends, so that another job may run alongside it.
    /// </summary>
    public Task WorkerSlotYielded => _workerSlotYielded.Task;

    /// <summary>Completes <see cref="WorkerSlotYielded"/>.</summary>
    public void YieldWorkerSlot() => _workerSlotYielded.TrySetResult();

    /// <summary>Publishes the progress of the job.</summary>
    public void Report(JobProgress progress) => _running.Report(progress);

    /// <summary>Publishes that the job is waiting, and for what.</summary>
    public void Wait(string reason)
    {
        var latest = _running.Latest(Lease.Job) ?? new JobProgress(Lease.Job, Lease.Video, 0, reason, null, null, 0, 0);
        Report(latest with { Stage = reason, Speed = null, Remaining = null, FramesPerSecond = null });
    }

    /// <summary>Saves the latest progress.</summary>
    /// <param name="chunkFinished">True if a chunk was finished.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task SaveAsync(bool chunkFinished, CancellationToken cancellationToken)
    {
        if (!await _queue.HeartbeatAsync(Lease, _running.Latest(Lease.Job), chunkFinished, cancellationToken))
        {
            MarkLeaseLost();
        }
    }

    /// <summary>Whether the job may start its next chunk.</summary>
    /// <returns>False if the worker must release the job, for example because another job should run first.</returns>
    public Task<bool> ShouldContinueAsync(CancellationToken cancellationToken) =>
        _queue.ShouldContinueAsync(Lease, cancellationToken);

    /// <summary>Cancels <see cref="Lost"/>: another worker has the job, or its video was deleted.</summary>
    public void MarkLeaseLost() => _lost.Cancel();

    private async Task BeatAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(_interval, _clock);
            while (await timer.WaitForNextTickAsync(_done.Token))
            {
                await BeatOnceAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task BeatOnceAsync()
    {
        try
        {
            await SaveAsync(chunkFinished: false, _done.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A locked or full database may work again at the next heartbeat. Until then, only the displayed progress
            // is outdated.
            Log.Missed(_logger, e, Lease.Job);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _beating;
        _running.Remove(Lease.Job);
        _hold.Dispose();
        _done.Dispose();
        // Lost is not disposed: a deletion may call MarkLeaseLost from another thread at any time.
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Heartbeat failed for job {Job}; retrying at the next interval")]
        public static partial void Missed(ILogger logger, Exception e, JobId job);
    }
}
