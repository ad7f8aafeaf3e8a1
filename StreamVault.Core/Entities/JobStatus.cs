namespace StreamVault.Core.Entities;

/// <summary>The named states of an encoding job: queued ⇄ processing → completed | failed, and paused beside them.</summary>
public enum JobStatus
{
    /// <summary>Waits for a worker, perhaps until <see cref="EncodingJob.NextAttemptAt"/>.</summary>
    Queued,

    /// <summary>A worker holds the lease.</summary>
    Processing,

    /// <summary>Held by a person until the same resumes it; what is finished is kept.</summary>
    Paused,

    /// <summary>Done; kept as history.</summary>
    Completed,

    /// <summary>Given up; a person can retry it.</summary>
    Failed,
}
