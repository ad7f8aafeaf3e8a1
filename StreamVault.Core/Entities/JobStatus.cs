namespace StreamVault.Core.Entities;

/// <summary>The states of an encoding job: queued ⇄ processing → completed | failed, and paused.</summary>
public enum JobStatus
{
    /// <summary>Waits for a worker, possibly until <see cref="EncodingJob.NextAttemptAt"/>.</summary>
    Queued,

    /// <summary>A worker holds the lease.</summary>
    Processing,

    /// <summary>Paused until the user resumes it; finished chunks are kept.</summary>
    Paused,

    /// <summary>Finished; kept as history.</summary>
    Completed,

    /// <summary>Failed permanently; the user can retry it.</summary>
    Failed,
}
