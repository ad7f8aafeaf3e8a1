using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Jobs;

/// <summary>
/// The durable work queue: rows in named states that only one statement each moves. A claim hands out a
/// <see cref="JobLease"/>; every later write repeats its token and reports false when the job is no longer the worker's.
/// A video's status moves in the same transaction as its job. Thread-safe.
/// </summary>
public sealed partial class JobQueue(
    IDbContextFactory<StreamVaultDbContext> databases,
    JobSignal signal,
    EventHub events,
    TimeProvider clock,
    IOptions<JobOptions> options,
    ILogger<JobQueue> logger
)
{
    /// <summary>Takes the job that has waited longest and is due, raising its attempt by one.</summary>
    /// <returns>The lease, or null when nothing is due.</returns>
    public async Task<JobLease?> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var token = Guid.NewGuid();
        var now = clock.GetUtcNow();
        var claimed = await Claim(database, token, now).ToListAsync(cancellationToken);
        if (claimed is not [var job])
        {
            return null;
        }

        await MoveVideoAsync(database, job.VideoId, VideoStatus.Encoding, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var lease = new JobLease(job.Id, job.VideoId, token, job.Attempts);
        Log.Claimed(logger, lease.Job, lease.Video, lease.Attempt);
        Announce(job.VideoId);
        return lease;
    }

    // One statement, so that two workers can never take the same job.
    private static IQueryable<EncodingJob> Claim(StreamVaultDbContext database, Guid token, DateTimeOffset now)
    {
        var (lease, time) = (token.ToString("D"), UtcText.Write(now));
        return database
            .EncodingJobs.FromSql(
                $"""
                UPDATE encoding_jobs
                SET status = 'processing', attempts = attempts + 1, lease_token = {lease}, heartbeat_at = {time},
                    started_at = {time}, completed_at = NULL, next_attempt_at = NULL
                WHERE id = (
                    SELECT id FROM encoding_jobs
                    WHERE status = 'queued' AND (next_attempt_at IS NULL OR next_attempt_at <= {time})
                    ORDER BY coalesce(next_attempt_at, created_at), id LIMIT 1)
                RETURNING *
                """
            )
            .AsNoTracking();
    }

    /// <summary>Says that the worker lives, and how far it is.</summary>
    /// <param name="lease">The claim.</param>
    /// <param name="progress">The newest progress; null if none is known yet.</param>
    /// <param name="pieceFinished">True if a chunk was finished since the last call: forgives earlier interruptions.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>False if the lease is lost: stop and write nothing more.</returns>
    public async Task<bool> HeartbeatAsync(
        JobLease lease,
        JobProgress? progress,
        bool pieceFinished,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var written = await Held(database, lease)
            .ExecuteUpdateAsync(
                set =>
                {
                    set.SetProperty(job => job.HeartbeatAt, now);
                    if (progress is not null)
                    {
                        set.SetProperty(job => job.Progress, progress.Fraction);
                        set.SetProperty(job => job.Stage, progress.Stage);
                    }

                    if (pieceFinished)
                    {
                        set.SetProperty(job => job.Interruptions, 0);
                    }
                },
                cancellationToken
            );
        return written == 1;
    }

    /// <summary>Finishes the job and makes its video ready, in one transaction that also runs <paramref name="publish"/>.</summary>
    /// <param name="lease">The claim.</param>
    /// <param name="publish">Moves the result into place and writes what is known of the video now; if it throws, nothing has changed.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    /// <returns>False if the lease was lost; then <paramref name="publish"/> did not run.</returns>
    public async Task<bool> CompleteAsync(
        JobLease lease,
        Func<Video, CancellationToken, Task> publish,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var written = await Held(database, lease)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(job => job.Status, JobStatus.Completed)
                        .SetProperty(job => job.Progress, 1)
                        .SetProperty(job => job.Stage, (string?)null)
                        .SetProperty(job => job.LeaseToken, (Guid?)null)
                        .SetProperty(job => job.HeartbeatAt, (DateTimeOffset?)null)
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

    /// <summary>Ends the attempt as failed: the job waits for its next attempt, or is given up after the last.</summary>
    /// <returns>False if the lease was lost.</returns>
    public async Task<bool> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var job = await Held(database, lease).SingleOrDefaultAsync(cancellationToken);
        if (job is null)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        job.ErrorMessage = failure.Reason;
        job.ErrorExitCode = failure.ExitCode;
        job.ErrorLog = failure.Log;
        if (failure.Permanent || job.Attempts >= job.MaxAttempts)
        {
            await GiveUpAsync(database, job, now, cancellationToken);
        }
        else
        {
            job.NextAttemptAt = now + Backoff.After(options.Value.RetryDelay, job.Attempts);
            await RequeueAsync(database, job, cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.AttemptFailed(logger, lease.Job, lease.Video, lease.Attempt, failure.Reason, failure.ExitCode);
        Announce(lease.Video);
        return true;
    }

    /// <summary>Gives the job back unharmed, as at a shutdown: it is due at once and the attempt does not count.</summary>
    /// <returns>False if the lease was lost.</returns>
    public async Task<bool> ReleaseAsync(JobLease lease, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var job = await Held(database, lease).SingleOrDefaultAsync(cancellationToken);
        if (job is null)
        {
            return false;
        }

        job.Attempts--;
        await RequeueAsync(database, job, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Released(logger, lease.Job, lease.Video);
        Announce(lease.Video);
        return true;
    }

    private static IQueryable<EncodingJob> Held(StreamVaultDbContext database, JobLease lease) =>
        database.EncodingJobs.Where(job =>
            job.Id == lease.Job && job.Status == JobStatus.Processing && job.LeaseToken == lease.Token
        );

    private static async Task RequeueAsync(
        StreamVaultDbContext database,
        EncodingJob job,
        CancellationToken cancellationToken
    )
    {
        job.Status = JobStatus.Queued;
        job.LeaseToken = null;
        job.HeartbeatAt = null;
        job.CompletedAt = null;
        await MoveVideoAsync(database, job.VideoId, VideoStatus.Pending, cancellationToken);
    }

    private static async Task GiveUpAsync(
        StreamVaultDbContext database,
        EncodingJob job,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        job.Status = JobStatus.Failed;
        job.LeaseToken = null;
        job.HeartbeatAt = null;
        job.CompletedAt = now;
        await MoveVideoAsync(database, job.VideoId, VideoStatus.Failed, cancellationToken);
    }

    private static Task<int> MoveVideoAsync(
        StreamVaultDbContext database,
        VideoId id,
        VideoStatus status,
        CancellationToken cancellationToken
    ) =>
        database
            .Videos.Where(video => video.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(video => video.Status, status), cancellationToken);

    /// <summary>Tells pages and workers that something about a job of this video changed, once the change is committed.</summary>
    public void Announce(VideoId video)
    {
        signal.Wake();
        events.Publish(new JobChange(video));
        events.Publish(new LibraryChange(video));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Job {Job} for video {Video} was claimed, attempt {Attempt}")]
        public static partial void Claimed(ILogger logger, JobId job, VideoId video, int attempt);

        [LoggerMessage(LogLevel.Information, "Job {Job} is completed and video {Video} is ready")]
        public static partial void Completed(ILogger logger, JobId job, VideoId video);

        [LoggerMessage(
            LogLevel.Warning,
            "Job {Job} for video {Video} failed at attempt {Attempt}: {Reason} (exit code {ExitCode})"
        )]
        public static partial void AttemptFailed(
            ILogger logger,
            JobId job,
            VideoId video,
            int attempt,
            string reason,
            int? exitCode
        );

        [LoggerMessage(LogLevel.Information, "Job {Job} for video {Video} was given back to the queue")]
        public static partial void Released(ILogger logger, JobId job, VideoId video);

        [LoggerMessage(LogLevel.Warning, "Job {Job} for video {Video} was taken from a worker that is gone: {Why}")]
        public static partial void Recovered(ILogger logger, JobId job, VideoId video, string why);

        [LoggerMessage(LogLevel.Information, "Job {Job} for video {Video} was queued again by a person")]
        public static partial void Retried(ILogger logger, JobId job, VideoId video);
    }
}
