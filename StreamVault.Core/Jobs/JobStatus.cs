namespace StreamVault.Core.Jobs;

/// <summary>The named states of an encoding job: queued → processing → completed | failed.</summary>
public enum JobStatus
{
    /// <summary>Waits for a worker, perhaps until <see cref="EncodingJob.NextAttemptAt"/>.</summary>
    Queued,

    /// <summary>A worker holds the lease.</summary>
    Processing,

    /// <summary>Done; kept as history.</summary>
    Completed,

    /// <summary>Given up; a person can retry it.</summary>
    Failed,
}
