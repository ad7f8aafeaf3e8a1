using StreamVault.Core.Jobs;

namespace StreamVault.Core.Entities;

/// <summary>A job that makes a video playable. Only <see cref="JobQueue"/> changes its state.</summary>
public sealed class EncodingJob
{
    /// <summary>Identifies the job.</summary>
    public JobId Id { get; init; }

    /// <summary>The video.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>The state.</summary>
    public JobStatus Status { get; set; }

    /// <summary>The priority.</summary>
    public JobPriority Priority { get; set; } = JobPriority.Normal;

    /// <summary>Whether it runs only in off-hours, unless its priority is <see cref="JobPriority.Now"/>.</summary>
    public bool OnlyInOffHours { get; set; }

    /// <summary>
    /// The number of attempts, including the current one. Attempts interrupted by a server stop aren't counted.
    /// </summary>
    public int Attempts { get; set; }

    /// <summary>The maximum number of attempts.</summary>
    public int MaxAttempts { get; init; }

    /// <summary>The number of consecutive server stops during this job without a finished chunk in between.</summary>
    public int Interruptions { get; set; }

    /// <summary>Why the last attempt failed; null if none did.</summary>
    public FailureCause? ErrorCause { get; set; }

    /// <summary>Why the last attempt failed, as a sentence.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>The exit code of the program that failed, if any.</summary>
    public int? ErrorExitCode { get; set; }

    /// <summary>The command line and the last output lines of the failed program.</summary>
    public string? ErrorLog { get; set; }

    /// <summary>The earliest time of the next attempt; null for immediately.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>The free disk space in bytes that the next attempt needs; null if the disk wasn't full.</summary>
    public long? NeededBytes { get; set; }

    /// <summary>The estimated maximum size of the result in bytes when the job was queued; null if unknown.</summary>
    public long? ExpectedBytes { get; init; }

    /// <summary>
    /// The token of the current lease, which the worker includes in every write. Null unless processing.
    /// </summary>
    public Guid? LeaseToken { get; set; }

    /// <summary>The last heartbeat of the worker that holds the lease.</summary>
    public DateTimeOffset? HeartbeatAt { get; set; }

    /// <summary>Progress from 0 to 1 at the last heartbeat. The event hub publishes live values.</summary>
    public double Progress { get; set; }

    /// <summary>The stage at the last heartbeat: <c>Video 1080p, 720p, 480p</c>.</summary>
    public string? Stage { get; set; }

    /// <summary>How its source is handled, if not as usual: <c>Repackaged without quality loss.</c></summary>
    public string? Note { get; set; }

    /// <summary>The number of chunks finished at the last heartbeat. A restart keeps them.</summary>
    public int ChunksDone { get; set; }

    /// <summary>The number of chunks; 0 until the job is planned.</summary>
    public int ChunkCount { get; set; }

    /// <summary>When the current or last attempt started.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it completed or failed.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>When it was queued, or last retried by the user.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    /// <summary>When it was first queued.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Creates a job that is due immediately. Save it in the same transaction as its video.</summary>
    /// <param name="video">The video.</param>
    /// <param name="maxAttempts">The maximum number of attempts.</param>
    /// <param name="now">The current time.</param>
    /// <param name="expectedBytes">The estimated maximum size of the result; null if unknown.</param>
    public static EncodingJob Queue(VideoId video, int maxAttempts, DateTimeOffset now, long? expectedBytes = null) =>
        new()
        {
            Id = JobId.New(now),
            VideoId = video,
            Status = JobStatus.Queued,
            MaxAttempts = maxAttempts,
            ExpectedBytes = expectedBytes,
            QueuedAt = now,
            CreatedAt = now,
        };
}
