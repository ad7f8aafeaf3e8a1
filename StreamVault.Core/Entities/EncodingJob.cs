using StreamVault.Core.Jobs;

namespace StreamVault.Core.Entities;

/// <summary>One piece of durable work: make this video playable. Only <see cref="JobQueue"/> moves its state.</summary>
public sealed class EncodingJob
{
    /// <summary>Names the job.</summary>
    public JobId Id { get; init; }

    /// <summary>The video it makes playable.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>Where it is.</summary>
    public JobStatus Status { get; set; }

    /// <summary>Which job goes before which.</summary>
    public JobPriority Priority { get; set; } = JobPriority.Normal;

    /// <summary>Whether it is worked on in the off-hours only, unless its priority is <see cref="JobPriority.Now"/>.</summary>
    public bool OnlyInOffHours { get; set; }

    /// <summary>How often a worker has taken it, the present time included. A stopped server gives its attempt back.</summary>
    public int Attempts { get; set; }

    /// <summary>How many attempts it gets before it counts as failed.</summary>
    public int MaxAttempts { get; init; }

    /// <summary>How often in a row the server died while preparing it, without a finished piece in between.</summary>
    public int Interruptions { get; set; }

    /// <summary>What ended the last attempt; null if none failed.</summary>
    public FailureCause? ErrorCause { get; set; }

    /// <summary>Why the last attempt failed, in words for a person.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>The exit code of the program that failed, if it was one.</summary>
    public int? ErrorExitCode { get; set; }

    /// <summary>The command line and the last lines that the failed program wrote.</summary>
    public string? ErrorLog { get; set; }

    /// <summary>Not before this time; null for at once.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Not before so many bytes are free on the disk; null if it never ran out of room.</summary>
    public long? NeededBytes { get; set; }

    /// <summary>What its result comes to at most, in bytes, as guessed when it was queued; null if nothing was known.</summary>
    public long? ExpectedBytes { get; init; }

    /// <summary>Proof of the present claim: every write of its worker repeats it. Null unless processing.</summary>
    public Guid? LeaseToken { get; set; }

    /// <summary>The last sign of life of the worker that holds the lease.</summary>
    public DateTimeOffset? HeartbeatAt { get; set; }

    /// <summary>How much is done, 0 to 1, as of the last heartbeat; live values come from the event hub.</summary>
    public double Progress { get; set; }

    /// <summary>What it was doing at the last heartbeat: <c>Video 1080p, 720p, 480p</c>.</summary>
    public string? Stage { get; set; }

    /// <summary>How its source is handled, if not as usual: <c>Copied into a form that can be cut …</c>.</summary>
    public string? Note { get; set; }

    /// <summary>Finished chunks as of the last heartbeat: what a restart keeps.</summary>
    public int ChunksDone { get; set; }

    /// <summary>All chunks of its plan; 0 while there is none.</summary>
    public int ChunkCount { get; set; }

    /// <summary>When the present or last attempt began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it reached completed or failed.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Since when it has been waiting to be finished: queued, or retried by a person.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    /// <summary>When it was put into the queue for the first time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Makes a job that any worker may take at once. It counts only when saved, in the transaction that saves its video.</summary>
    /// <param name="video">The video to make playable.</param>
    /// <param name="maxAttempts">How often it may be tried.</param>
    /// <param name="now">The time of queueing.</param>
    /// <param name="expectedBytes">What its result comes to at most; null if nothing is known.</param>
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
