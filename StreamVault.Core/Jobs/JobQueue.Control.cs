using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Jobs;

public sealed partial class JobQueue
{
    /// <summary>Raised after a user stopped a running job and the change was saved. Its worker must stop.</summary>
    public event Action<JobId>? LeaseRevoked;

    /// <summary>
    /// Pauses an unfinished job until it is resumed. A running job is stopped immediately: its finished chunks are
    /// kept, and the attempt does not count. Safe to repeat.
    /// </summary>
    public Task<JobRequestOutcome> PauseAsync(JobId id, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            IsOpen,
            async (database, job) =>
            {
                RefundAttempt(job);
                await RequeueAsync(database, job, cancellationToken);
                job.Status = JobStatus.Paused;
            },
            cancellationToken
        );

    /// <summary>Requeues a paused job, which continues where it stopped. Safe to repeat.</summary>
    public Task<JobRequestOutcome> ResumeAsync(JobId id, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            IsOpen,
            (_, job) =>
            {
                job.Status = job.Status == JobStatus.Paused ? JobStatus.Queued : job.Status;
                return Task.CompletedTask;
            },
            cancellationToken
        );

    /// <summary>
    /// Cancels an unfinished job; its video counts as failed. The upload and the finished chunks are kept, so that a
    /// retry continues where it stopped.
    /// </summary>
    public Task<JobRequestOutcome> CancelAsync(JobId id, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            IsOpen,
            async (database, job) =>
            {
                job.ErrorCause = FailureCause.Cancelled;
                job.ErrorMessage =
                    "You cancelled it. The upload and the finished chunks are kept, so a retry continues where it stopped.";
                (job.ErrorExitCode, job.ErrorLog) = (null, null);
                (job.NextAttemptAt, job.NeededBytes) = (null, null);
                await FailPermanentlyAsync(database, job, clock.GetUtcNow(), cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Changes the priority of an unfinished job, and whether it waits for off-hours.</summary>
    /// <param name="id">The job.</param>
    /// <param name="priority">The priority; null to leave it unchanged.</param>
    /// <param name="onlyInOffHours">Whether it runs only in off-hours; null to leave it unchanged.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<JobRequestOutcome> PrioritizeAsync(
        JobId id,
        JobPriority? priority,
        bool? onlyInOffHours,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            IsOpen,
            (_, job) =>
            {
                job.Priority = priority ?? job.Priority;
                job.OnlyInOffHours = onlyInOffHours ?? job.OnlyInOffHours;
                return Task.CompletedTask;
            },
            cancellationToken
        );

    private static bool IsOpen(EncodingJob job) =>
        job.Status is JobStatus.Queued or JobStatus.Processing or JobStatus.Paused;

    // Makes a change that the user requested, in one transaction. The worker of a running job is notified after the
    // commit.
    private async Task<JobRequestOutcome> ChangeAsync(
        JobId id,
        Func<EncodingJob, bool> isAllowed,
        Func<StreamVaultDbContext, EncodingJob, Task> move,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var job = await database.EncodingJobs.SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
        if (job is null)
        {
            return JobRequestOutcome.NotFound;
        }

        if (!isAllowed(job))
        {
            return JobRequestOutcome.WrongState;
        }

        var before = job.Status;
        await move(database, job);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (before == JobStatus.Processing && job.Status != JobStatus.Processing)
        {
            LeaseRevoked?.Invoke(job.Id);
        }

        Log.StatusChanged(logger, job.Id, job.VideoId, job.Status);
        Announce(job.VideoId);
        return JobRequestOutcome.Done;
    }
}
