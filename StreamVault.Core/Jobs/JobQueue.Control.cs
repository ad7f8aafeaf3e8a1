using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Jobs;

public sealed partial class JobQueue
{
    /// <summary>Raised when a person took a running job out of its worker's hand, once that is saved.</summary>
    public event Action<JobId>? Withdrawn;

    /// <summary>
    /// Holds an unfinished job until it is resumed. One that runs is stopped at once: its finished chunks are kept, and the
    /// attempt does not count. Safe to repeat.
    /// </summary>
    public Task<JobRequestOutcome> PauseAsync(JobId id, CancellationToken cancellationToken) =>
        MoveAsync(
            id,
            IsOpen,
            async (database, job) =>
            {
                TakeBack(job);
                await RequeueAsync(database, job, cancellationToken);
                job.Status = JobStatus.Paused;
            },
            cancellationToken
        );

    /// <summary>Lets a paused job take its turn again, where it stopped. Safe to repeat.</summary>
    public Task<JobRequestOutcome> ResumeAsync(JobId id, CancellationToken cancellationToken) =>
        MoveAsync(
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
    /// Gives an unfinished job up, with its video. The upload and the finished chunks are kept: a retry goes on where it
    /// stopped.
    /// </summary>
    public Task<JobRequestOutcome> CancelAsync(JobId id, CancellationToken cancellationToken) =>
        MoveAsync(
            id,
            IsOpen,
            async (database, job) =>
            {
                job.ErrorCause = FailureCause.Cancelled;
                job.ErrorMessage =
                    "You cancelled it. The uploaded file is kept, and so are the finished pieces: a retry goes on with them.";
                (job.ErrorExitCode, job.ErrorLog) = (null, null);
                (job.NextAttemptAt, job.NeededBytes) = (null, null);
                await GiveUpAsync(database, job, clock.GetUtcNow(), cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Changes which jobs an unfinished job goes before, and whether it waits for the off-hours.</summary>
    /// <param name="id">The job.</param>
    /// <param name="priority">The priority; null leaves it.</param>
    /// <param name="onlyInOffHours">Whether it is worked on in the off-hours only; null leaves it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<JobRequestOutcome> PrioritizeAsync(
        JobId id,
        JobPriority? priority,
        bool? onlyInOffHours,
        CancellationToken cancellationToken
    ) =>
        MoveAsync(
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

    // What a person wants of a job, in one transaction; a worker that had it in hand is told once that is saved.
    private async Task<JobRequestOutcome> MoveAsync(
        JobId id,
        Func<EncodingJob, bool> makesSense,
        Func<StreamVaultDbContext, EncodingJob, Task> move,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var job = await database.EncodingJobs.SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
        if (job is null)
        {
            return JobRequestOutcome.NotFound;
        }

        if (!makesSense(job))
        {
            return JobRequestOutcome.WrongState;
        }

        var before = job.Status;
        await move(database, job);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (before == JobStatus.Processing && job.Status != JobStatus.Processing)
        {
            Withdrawn?.Invoke(job.Id);
        }

        Log.Moved(logger, job.Id, job.VideoId, job.Status);
        Announce(job.VideoId);
        return JobRequestOutcome.Done;
    }
}
