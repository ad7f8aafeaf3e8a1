namespace StreamVault.Core.Entities;

/// <summary>Why an attempt failed. Stored and serialized by name: <c>disk_full</c>.</summary>
public enum FailureCause
{
    /// <summary>The uploaded file is no longer in the data folder.</summary>
    SourceGone,

    /// <summary>The kept original differs from the file that was uploaded.</summary>
    SourceChanged,

    /// <summary>The file contains no readable video.</summary>
    NotVideo,

    /// <summary>No frame of the video can be decoded.</summary>
    NothingDecodable,

    /// <summary>The user cancelled the job.</summary>
    Cancelled,

    /// <summary>FFprobe could not read the file.</summary>
    ProbeFailed,

    /// <summary>FFmpeg made no progress for too long.</summary>
    Stalled,

    /// <summary>FFmpeg was killed, usually because memory ran out.</summary>
    Killed,

    /// <summary>FFmpeg failed.</summary>
    FfmpegFailed,

    /// <summary>The chunks could not be packaged, or the result can't be played.</summary>
    PackagingFailed,

    /// <summary>The uploaded file could not be read completely from the disk.</summary>
    DiskUnreadable,

    /// <summary>There is not enough disk space.</summary>
    DiskFull,

    /// <summary>The worker stopped unexpectedly.</summary>
    WorkerLost,

    /// <summary>The server stopped repeatedly while it was preparing this video.</summary>
    ServerStopped,

    /// <summary>Any other error.</summary>
    Unexpected,
}

/// <summary>What happens after a failed attempt.</summary>
public enum FailurePolicy
{
    /// <summary>The job fails immediately, because a retry would not help.</summary>
    FailPermanently,

    /// <summary>The job is retried after a delay if attempts are left.</summary>
    Retry,

    /// <summary>The job waits for disk space, and the attempt isn't counted.</summary>
    WaitForSpace,
}

/// <summary>Defines the consequences of each cause.</summary>
public static class FailureCauses
{
    /// <summary>Gets what happens after a failure with this cause.</summary>
    public static FailurePolicy Policy(this FailureCause cause) =>
        cause switch
        {
            FailureCause.SourceGone
            or FailureCause.SourceChanged
            or FailureCause.NotVideo
            or FailureCause.NothingDecodable
            or FailureCause.Cancelled
            or FailureCause.ServerStopped => FailurePolicy.FailPermanently,
            FailureCause.DiskFull => FailurePolicy.WaitForSpace,
            _ => FailurePolicy.Retry,
        };

    /// <summary>Whether a retry with the same file may succeed.</summary>
    public static bool RetryMayHelp(this FailureCause cause) =>
        cause is not (FailureCause.SourceGone or FailureCause.NotVideo or FailureCause.NothingDecodable);

    /// <summary>
    /// Whether the finished chunks may be damaged. Automatic retries keep them, because most errors are temporary. A
    /// manual retry starts over.
    /// </summary>
    public static bool InvalidatesFinishedWork(this FailureCause cause) =>
        cause is FailureCause.PackagingFailed or FailureCause.Unexpected;
}
