using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

public sealed partial class JobQueue
{
    // Without a limit, a video that crashes the server would be retried endlessly.
    private const int MaxInterruptions = 5;

    /// <summary>
    /// Requeues jobs that were running when the server stopped. The attempt does not count, because the video may not
    /// be the cause. However, a job that was interrupted five times in a row without finishing a chunk fails. Call once
    /// at startup, before any worker claims a job.
    /// </summary>
    /// <returns>The number of interrupted jobs.</returns>
    public async Task<int> RecoverInterruptedAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var interrupted = await database
            .EncodingJobs.Where(job => job.Status == JobStatus.Processing)
            .ToListAsync(cancellationToken);
        foreach (var job in interrupted)
        {
            RefundAttempt(job);
            job.Interruptions++;
            if (job.Interruptions >= MaxInterruptions)
            {
                job.ErrorCause = FailureCause.ServerStopped;
                job.ErrorMessage =
                    $"The server stopped {job.Interruptions} times while it was preparing this video. "
                    + "Check the server log for the cause, which is often too little memory. Then retry.";
                await FailPermanentlyAsync(database, job, clock.GetUtcNow(), cancellationToken);
            }
            else
            {
                await RequeueAsync(database, job, cancellationToken);
            }
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var job in interrupted)
        {
            Log.Recovered(logger, job.Id, job.VideoId, "the server stopped while the job was running");
            Announce(job.VideoId);
        }

        return interrupted.Count;
    }

    /// <summary>
    /// Requeues jobs that count as running although no worker has held them for
    /// <see cref="JobOptions.StaleAfter"/>, because the worker couldn't save how the job ended. The attempt does not
    /// count.
    /// </summary>
    /// <returns>The number of requeued jobs.</returns>
    public async Task<int> RecoverStaleAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var processing = await database
            .EncodingJobs.Where(job => job.Status == JobStatus.Processing && job.LeaseToken != null)
            .ToListAsync(cancellationToken);
        _heartbeats.Keep(processing.Select(job => job.LeaseToken!.Value).ToHashSet());
        var stale = processing
            .Where(job => _heartbeats.IsSilentFor(options.Value.StaleAfter, job.LeaseToken!.Value))
            .ToList();
        foreach (var job in stale)
        {
            job.ErrorCause = FailureCause.WorkerLost;
            job.ErrorMessage = "The worker stopped unexpectedly. See the server's log. The job is back in the queue.";
            RefundAttempt(job);
            await RequeueAsync(database, job, cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var job in stale)
        {
            Log.Recovered(logger, job.Id, job.VideoId, "no worker holds it");
            Announce(job.VideoId);
        }

        return stale.Count;
    }
}
