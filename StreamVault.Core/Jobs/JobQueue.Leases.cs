using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

public sealed partial class JobQueue
{
    /// <summary>
    /// Marks the job as held by a worker of this process. It does not count as stale until the result is disposed.
    /// </summary>
    internal IDisposable Hold(JobLease lease) => _heartbeats.Hold(lease.Token);

    /// <summary>Renews the lease and saves the progress.</summary>
    /// <param name="lease">The claim.</param>
    /// <param name="progress">The latest progress; null if none is known yet.</param>
    /// <param name="chunkFinished">
    /// True if a chunk was finished since the last call; resets the count of interruptions.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if the lease is lost; the caller must stop and write nothing more.</returns>
    public async Task<bool> HeartbeatAsync(
        JobLease lease,
        JobProgress? progress,
        bool chunkFinished,
        CancellationToken cancellationToken
    )
    {
        _heartbeats.Record(lease.Token);
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var written = await HeldBy(database, lease)
            .ExecuteUpdateAsync(
                set =>
                {
                    set.SetProperty(job => job.HeartbeatAt, now);
                    if (progress is not null)
                    {
                        set.SetProperty(job => job.Progress, progress.Fraction);
                        set.SetProperty(job => job.Stage, progress.Stage);
                        set.SetProperty(job => job.Note, progress.Note);
                        if (progress.ChunkCount > 0)
                        {
                            set.SetProperty(job => job.ChunksDone, progress.ChunksDone);
                            set.SetProperty(job => job.ChunkCount, progress.ChunkCount);
                        }
                    }

                    if (chunkFinished)
                    {
                        set.SetProperty(job => job.Interruptions, 0);
                    }
                },
                cancellationToken
            );
        return written == 1;
    }

    /// <summary>
    /// Whether the job may start its next chunk. If not, release it with <see cref="ReleaseAsync"/>: it could no longer
    /// start, for example because its off-hours have ended, or another job should run first.
    /// </summary>
    /// <returns>Also false if the lease was lost.</returns>
    public async Task<bool> ShouldContinueAsync(JobLease lease, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var running = await AsQueuedJobs(database, HeldBy(database, lease)).SingleOrDefaultAsync(cancellationToken);
        if (running is null)
        {
            return false;
        }

        var scheduler = await SchedulerAsync(database, cancellationToken);
        // Checking the next job is enough.
        return !scheduler.ShouldPreempt(running, await NextAsync(database, scheduler, cancellationToken));
    }

    /// <summary>
    /// Finishes the job and makes its video ready, in one transaction that also runs <paramref name="publish"/>.
    /// </summary>
    /// <param name="lease">The claim.</param>
    /// <param name="publish">
    /// Moves the result into place and updates the video. If it throws, the database is rolled back; the caller undoes
    /// changes to files.
    /// </param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>False if the lease was lost; then <paramref name="publish"/> did not run.</returns>
    public async Task<bool> CompleteAsync(
        JobLease lease,
        Func<Video, CancellationToken, Task> publish,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var written = await HeldBy(database, lease)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(job => job.Status, JobStatus.Completed)
                        .SetProperty(job => job.Progress, 1)
                        .SetProperty(job => job.Stage, (string?)null)
                        .SetProperty(job => job.LeaseToken, (Guid?)null)
                        .SetProperty(job => job.HeartbeatAt, (DateTimeOffset?)null)
                        .SetProperty(job => job.ErrorCause, (FailureCause?)null)
                        .SetProperty(job => job.ErrorMessage, (string?)null)
                        .SetProperty(job => job.ErrorExitCode, (int?)null)
                        .SetProperty(job => job.ErrorLog, (string?)null)
                        .SetProperty(job => job.CompletedAt, now),
                cancellationToken
            );
        if (written != 1)
        {
            return false;
        }

        var video = await database.Videos.SingleAsync(video => video.Id == lease.Video, cancellationToken);
        video.Status = VideoStatus.Ready;
        video.UpdatedAt = now;
        await publish(video, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Completed(logger, lease.Job, lease.Video);
        Announce(lease.Video);
        return true;
    }

    /// <summary>
    /// Ends the attempt as failed. Depending on the cause, the job is retried later, waits for disk space, or fails
    /// permanently.
    /// </summary>
    /// <returns>False if the lease was lost.</returns>
    public async Task<bool> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var job = await HeldBy(database, lease).SingleOrDefaultAsync(cancellationToken);
        if (job is null)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        (job.ErrorCause, job.ErrorMessage) = (failure.Cause, failure.Reason);
        (job.ErrorExitCode, job.ErrorLog) = (failure.ExitCode, failure.Log);
        switch (failure.Cause.Policy())
        {
            case FailurePolicy.WaitForSpace:
                WaitForSpace(job, failure.NeededBytes, now);
                await RequeueAsync(database, job, cancellationToken);
                break;
            case FailurePolicy.Retry when job.Attempts < job.MaxAttempts:
                job.NextAttemptAt = now + Backoff.After(options.Value.RetryDelay, job.Attempts);
                await RequeueAsync(database, job, cancellationToken);
                break;
            default:
                await FailPermanentlyAsync(database, job, now, cancellationToken);
                break;
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.AttemptFailed(
            logger,
            lease.Job,
            lease.Video,
            lease.Attempt,
            failure.Cause,
            failure.Reason,
            failure.ExitCode
        );
        Announce(lease.Video);
        return true;
    }

    private void WaitForSpace(EncodingJob job, long? needed, DateTimeOffset now)
    {
        RefundAttempt(job);
        job.NeededBytes = needed;
        var free = storage.FreeBytes;
        if (!(needed > free))
        {
            // A limit that free space does not show, such as a quota: without a pause, the job would be retried
            // endlessly.
            job.NextAttemptAt = now + options.Value.RetryDelay;
        }

        Log.WaitsForSpace(logger, job.Id, job.VideoId, needed, free);
    }

    /// <summary>Requeues the job, as at a shutdown or when it is preempted; the attempt does not count.</summary>
    /// <returns>False if the lease was lost.</returns>
    public async Task<bool> ReleaseAsync(JobLease lease, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var job = await HeldBy(database, lease).SingleOrDefaultAsync(cancellationToken);
        if (job is null)
        {
            return false;
        }

        RefundAttempt(job);
        await RequeueAsync(database, job, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Released(logger, lease.Job, lease.Video);
        Announce(lease.Video);
        return true;
    }
}
