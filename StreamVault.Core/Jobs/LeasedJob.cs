using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>
/// A job in a worker's hand: the lease is renewed from the moment this is made until it is disposed, whatever the worker
/// is busy with, and <see cref="Lost"/> says at once when somebody else has the job or nobody wants it any more.
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
    private readonly TaskCompletionSource _nearlyDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _aside = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    /// <summary>Cancelled when the job is no longer this worker's: stop, and write nothing more.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Completed when what is left leaves the processors idle, so that another job may begin beside it.</summary>
    public Task NearlyDone => _nearlyDone.Task;

    /// <summary>Completes <see cref="NearlyDone"/>.</summary>
    public void BeNearlyDone() => _nearlyDone.TrySetResult();

    /// <summary>Completed when it is known that the job can't give way until its end, so that another may run beside it.</summary>
    public Task Aside => _aside.Task;

    /// <summary>Completes <see cref="Aside"/>.</summary>
    public void GoAside() => _aside.TrySetResult();

    /// <summary>Tells everyone in this process how far the job is.</summary>
    public void Report(JobProgress progress) => _running.Report(progress);

    /// <summary>Tells everyone in this process what the job waits for, where it came to a stand.</summary>
    public void Wait(string reason)
    {
        var latest = _running.Latest(Lease.Job) ?? new JobProgress(Lease.Job, Lease.Video, 0, reason, null, null, 0, 0);
        Report(latest with { Stage = reason, Speed = null, Remaining = null, FramesPerSecond = null });
    }

    /// <summary>Writes the newest progress to the database.</summary>
    /// <param name="pieceFinished">True if work was finished that a restart keeps.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task SaveAsync(bool pieceFinished, CancellationToken cancellationToken)
    {
        if (!await _queue.HeartbeatAsync(Lease, _running.Latest(Lease.Job), pieceFinished, cancellationToken))
        {
            Lose();
        }
    }

    /// <returns>False once the turn of another job has come: begin no other chunk, and give the job back.</returns>
    public Task<bool> KeepsTurnAsync(CancellationToken cancellationToken) =>
        _queue.KeepsTurnAsync(Lease, cancellationToken);

    /// <summary>Ends the work: the job went to another worker, or its video was deleted.</summary>
    public void Lose() => _lost.Cancel();

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
            // Disposed: the work is over.
        }
    }

    private async Task BeatOnceAsync()
    {
        try
        {
            await SaveAsync(pieceFinished: false, _done.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A locked or full database may work again at the next heartbeat. Until then, only the displayed progress
            // is out of date.
            Log.Missed(_logger, e, Lease.Job);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _beating;
        _running.Ended(Lease.Job);
        _hold.Dispose();
        _done.Dispose();
        // Lost stays open: a deletion may call Lose from another thread at any time, even now.
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Heartbeat failed for job {Job}; retrying at the next interval")]
        public static partial void Missed(ILogger logger, Exception e, JobId job);
    }
}
