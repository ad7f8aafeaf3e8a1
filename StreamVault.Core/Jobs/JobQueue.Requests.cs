using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Jobs;

/// <summary>A job with the title of its video.</summary>
/// <param name="Job">The job.</param>
/// <param name="VideoTitle">The title of its video.</param>
public sealed record JobListing(EncodingJob Job, string VideoTitle);

/// <summary>A page of jobs.</summary>
/// <param name="Jobs">The jobs on the page.</param>
/// <param name="Total">The total number of jobs.</param>
public sealed record JobPage(IReadOnlyList<JobListing> Jobs, int Total);

/// <summary>The result of a user's request about a job.</summary>
public enum JobRequestOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is no such job.</summary>
    NotFound,

    /// <summary>The job is in a state that does not allow this.</summary>
    WrongState,
}

public sealed partial class JobQueue
{
    /// <summary>All jobs or the jobs of one video, newest first.</summary>
    public async Task<IReadOnlyList<JobListing>> ListAsync(VideoId? video, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .EncodingJobs.AsNoTracking()
            .Where(job => video == null || job.VideoId == video)
            .Join(database.Videos, job => job.VideoId, owner => owner.Id, (job, owner) => new { job, owner.Title })
            .OrderByDescending(row => row.job.CreatedAt)
            .Select(row => new JobListing(row.job, row.Title))
            .ToListAsync(cancellationToken);
    }

    /// <summary>A page of the jobs of visible videos, newest first.</summary>
    /// <param name="skip">How many to skip.</param>
    /// <param name="take">How many to return at most.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<JobPage> PageAsync(int skip, int take, bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var total = await Visible(database, withPrivate).CountAsync(cancellationToken);
        // Ids sort by creation time and are indexed.
        var jobs = await Visible(database, withPrivate)
            .AsNoTracking()
            .OrderByDescending(job => job.Id)
            .Skip(skip)
            .Take(take)
            .Join(database.Videos, job => job.VideoId, owner => owner.Id, (job, owner) => new { job, owner.Title })
            .OrderByDescending(row => row.job.Id)
            .Select(row => new JobListing(row.job, row.Title))
            .ToListAsync(cancellationToken);
        return new JobPage(jobs, total);
    }

    private static IQueryable<EncodingJob> Visible(StreamVaultDbContext database, bool withPrivate) =>
        database.EncodingJobs.Where(job => database.Videos.Visible(withPrivate).Any(video => video.Id == job.VideoId));

    /// <summary>Why videos failed: the error of the newest job of each video, if that job failed.</summary>
    public async Task<IReadOnlyDictionary<VideoId, string>> ErrorsAsync(
        IReadOnlyCollection<VideoId> videos,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var failed = await database
            .EncodingJobs.AsNoTracking()
            .Where(job => job.Status == JobStatus.Failed && videos.Contains(job.VideoId))
            .OrderBy(job => job.CreatedAt)
            .Select(job => new { job.VideoId, job.ErrorMessage })
            .ToListAsync(cancellationToken);
        return failed
            .GroupBy(row => row.VideoId)
            .ToDictionary(rows => rows.Key, rows => rows.Last().ErrorMessage ?? "");
    }

    /// <summary>
    /// Requeues a failed job, or one that waits for its next attempt or for disk space, with all its attempts. It
    /// starts immediately and continues where it stopped, unless the last failure may have damaged its finished chunks.
    /// </summary>
    public Task<JobRequestOutcome> RetryAsync(JobId id, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            job => job.Status is JobStatus.Failed or JobStatus.Queued,
            async (database, job) =>
            {
                if (job.ErrorCause?.InvalidatesFinishedWork() ?? false)
                {
                    storage.RemoveWork(job.VideoId);
                    (job.Progress, job.ChunksDone) = (0, 0);
                }

                (job.Attempts, job.Interruptions) = (0, 0);
                (job.NextAttemptAt, job.NeededBytes) = (null, null);
                (job.ErrorCause, job.ErrorMessage, job.ErrorExitCode, job.ErrorLog) = (null, null, null, null);
                job.QueuedAt = job.Status == JobStatus.Failed ? clock.GetUtcNow() : job.QueuedAt;
                await RequeueAsync(database, job, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Removes a finished or failed job from the history. The video stays as it is.</summary>
    public async Task<JobRequestOutcome> DeleteAsync(JobId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var job = await database.EncodingJobs.SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
        if (job is null)
        {
            return JobRequestOutcome.NotFound;
        }

        var deleted = await database
            .EncodingJobs.Where(j => j.Id == id && (j.Status == JobStatus.Failed || j.Status == JobStatus.Completed))
            .ExecuteDeleteAsync(cancellationToken);
        if (deleted == 0)
        {
            return JobRequestOutcome.WrongState;
        }

        Announce(job.VideoId);
        return JobRequestOutcome.Done;
    }

    /// <summary>
    /// Queues a new job for a ready video whose original is kept. The current result stays playable until the new one
    /// replaces it; if the job fails, it is kept.
    /// </summary>
    /// <returns>
    /// <see cref="JobRequestOutcome.WrongState"/> unless the video is ready, its original is kept, and it has no
    /// unfinished job.
    /// </returns>
    public async Task<JobRequestOutcome> PrepareAgainAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var video = await database.Videos.SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
        if (video is null)
        {
            return JobRequestOutcome.NotFound;
        }

        var jobs = database.EncodingJobs.Where(job => job.VideoId == id);
        if (
            video is not { Status: VideoStatus.Ready, OriginalBytes: not null }
            || !storage.HasOriginal(id)
            || await jobs.AnyAsync(
                job => job.Status != JobStatus.Completed && job.Status != JobStatus.Failed,
                cancellationToken
            )
        )
        {
            return JobRequestOutcome.WrongState;
        }

        // An earlier failed job could be retried, and then two jobs would process the same video.
        await jobs.Where(job => job.Status == JobStatus.Failed).ExecuteDeleteAsync(cancellationToken);
        database.EncodingJobs.Add(
            EncodingJob.Queue(id, options.Value.MaxAttempts, clock.GetUtcNow(), video.StoredBytes)
        );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Announce(id);
        return JobRequestOutcome.Done;
    }

    /// <summary>Whether a job of this video is waiting, paused or running.</summary>
    public async Task<bool> IsUnfinishedAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database.EncodingJobs.AnyAsync(
            job => job.VideoId == id && job.Status != JobStatus.Completed && job.Status != JobStatus.Failed,
            cancellationToken
        );
    }

    /// <summary>Queues a new job for a failed video whose last job was deleted.</summary>
    /// <returns><see cref="JobRequestOutcome.WrongState"/> unless the video failed and has no job.</returns>
    public async Task<JobRequestOutcome> QueueAgainAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var video = await database.Videos.SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
        if (video is null)
        {
            return JobRequestOutcome.NotFound;
        }

        var hasJob = await database.EncodingJobs.AnyAsync(job => job.VideoId == id, cancellationToken);
        if (hasJob || video.Status != VideoStatus.Failed)
        {
            return JobRequestOutcome.WrongState;
        }

        video.Status = VideoStatus.Pending;
        database.EncodingJobs.Add(EncodingJob.Queue(id, options.Value.MaxAttempts, clock.GetUtcNow()));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Announce(id);
        return JobRequestOutcome.Done;
    }
}
