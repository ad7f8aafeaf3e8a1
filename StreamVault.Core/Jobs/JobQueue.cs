using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Jobs;

/// <summary>
/// The durable queue of encoding jobs. A claim returns a <see cref="JobLease"/>; every later write checks its token and
/// returns false once the lease is lost. A video's status changes in the same transaction as its job. Thread-safe.
/// </summary>
public sealed partial class JobQueue(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    VaultStorage storage,
    JobSignal signal,
    EventHub events,
    PlaybackActivity playback,
    TimeProvider clock,
    IOptions<JobOptions> options,
    ILogger<JobQueue> logger
)
{
    private readonly LeaseHeartbeats _heartbeats = new(clock);

    /// <summary>Claims the next job that is due and counts an attempt.</summary>
    /// <returns>The lease, or null when nothing is due.</returns>
    public async Task<JobLease?> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        // Takes SQLite's write lock first, so that no other worker can choose a job until this one is claimed.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var scheduler = await SchedulerAsync(database, cancellationToken);
        if (scheduler.Next(await NextAsync(database, scheduler, cancellationToken)) is not { } next)
        {
            return null;
        }

        var token = Guid.NewGuid();
        var claimed = await Claim(database, next.Id, token, clock.GetUtcNow()).ToListAsync(cancellationToken);
        if (claimed is not [var job])
        {
            return null;
        }

        await SetVideoStatusAsync(database, job.VideoId, VideoStatus.Encoding, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _heartbeats.Record(token);
        var lease = new JobLease(job.Id, job.VideoId, token, job.Attempts);
        Log.Claimed(logger, lease.Job, lease.Video, lease.Attempt);
        Announce(job.VideoId);
        return lease;
    }

    // A single statement that checks the expected state, so that two workers can never claim the same job.
    private static IQueryable<EncodingJob> Claim(
        StreamVaultDbContext database,
        JobId id,
        Guid token,
        DateTimeOffset now
    )
    {
        var (job, lease, time) = (id.ToString(), token.ToString("D"), UtcText.Write(now));
        return database
            .EncodingJobs.FromSql(
                $"""
                UPDATE encoding_jobs
                SET status = 'processing', attempts = attempts + 1, lease_token = {lease}, heartbeat_at = {time},
                    started_at = {time}, completed_at = NULL, next_attempt_at = NULL, needed_bytes = NULL
                WHERE id = {job} AND status = 'queued'
                RETURNING *
                """
            )
            .AsNoTracking();
    }

    private static IQueryable<EncodingJob> HeldBy(StreamVaultDbContext database, JobLease lease) =>
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
        await SetVideoStatusAsync(database, job.VideoId, VideoStatus.Pending, cancellationToken);
    }

    // The job was preempted, released or interrupted, which isn't the video's fault.
    private static void RefundAttempt(EncodingJob job)
    {
        if (job.Status == JobStatus.Processing)
        {
            job.Attempts--;
        }
    }

    private static async Task FailPermanentlyAsync(
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
        await SetVideoStatusAsync(database, job.VideoId, VideoStatus.Failed, cancellationToken);
    }

    // A ready video that is re-encoded stays ready and playable, regardless of how the job ends.
    private static Task<int> SetVideoStatusAsync(
        StreamVaultDbContext database,
        VideoId id,
        VideoStatus status,
        CancellationToken cancellationToken
    ) =>
        database
            .Videos.Where(video => video.Id == id && video.Status != VideoStatus.Ready)
            .ExecuteUpdateAsync(set => set.SetProperty(video => video.Status, status), cancellationToken);

    /// <summary>Notifies pages and workers that a job of this video changed. Call it after the commit.</summary>
    public void Announce(VideoId video)
    {
        signal.Wake();
        events.Publish(new JobChange(video));
        events.Publish(new LibraryChange(video));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Claimed job {Job} for video {Video}, attempt {Attempt}")]
        public static partial void Claimed(ILogger logger, JobId job, VideoId video, int attempt);

        [LoggerMessage(LogLevel.Information, "Job {Job} completed; video {Video} is ready")]
        public static partial void Completed(ILogger logger, JobId job, VideoId video);

        [LoggerMessage(
            LogLevel.Warning,
            "Job {Job} for video {Video} failed on attempt {Attempt} ({Cause}): {Reason} (exit code {ExitCode})"
        )]
        public static partial void AttemptFailed(
            ILogger logger,
            JobId job,
            VideoId video,
            int attempt,
            FailureCause cause,
            string reason,
            int? exitCode
        );

        [LoggerMessage(LogLevel.Information, "Job {Job} for video {Video} was returned to the queue")]
        public static partial void Released(ILogger logger, JobId job, VideoId video);

        [LoggerMessage(LogLevel.Warning, "Job {Job} for video {Video} was requeued: {Why}")]
        public static partial void Recovered(ILogger logger, JobId job, VideoId video, string why);

        [LoggerMessage(
            LogLevel.Warning,
            "Job {Job} for video {Video} is waiting for disk space: {Needed} bytes needed, {Free} free"
        )]
        public static partial void WaitsForSpace(ILogger logger, JobId job, VideoId video, long? needed, long free);

        [LoggerMessage(LogLevel.Information, "Job {Job} for video {Video} is now {Status}, at the user's request")]
        public static partial void StatusChanged(ILogger logger, JobId job, VideoId video, JobStatus status);

        [LoggerMessage(LogLevel.Information, "Schedule changed. Paused: {IsPaused}; only in off-hours: {OffHours}")]
        public static partial void Scheduled(ILogger logger, bool isPaused, bool offHours);
    }
}
