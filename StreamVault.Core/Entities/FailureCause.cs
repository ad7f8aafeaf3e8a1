namespace StreamVault.Core.Entities;

/// <summary>What ended an attempt. Stored and told by name: <c>disk_full</c>.</summary>
public enum FailureCause
{
    /// <summary>The uploaded file is no longer in the data folder.</summary>
    SourceGone,

    /// <summary>The kept original is no longer the file that was uploaded.</summary>
    SourceChanged,

    /// <summary>The file holds no video that can be read.</summary>
    NotVideo,

    /// <summary>Not one picture of it can be decoded.</summary>
    NothingDecodable,

    /// <summary>A person cancelled it.</summary>
    Cancelled,

    /// <summary>FFprobe did not get through the file.</summary>
    ProbeFailed,

    /// <summary>FFmpeg ran, but got no further for too long.</summary>
    Stalled,

    /// <summary>FFmpeg was killed from outside, most often for lack of memory.</summary>
    Killed,

    /// <summary>FFmpeg ended with an error.</summary>
    FfmpegFailed,

    /// <summary>The finished pieces did not join into whole segments, or those can't be played.</summary>
    PackagingFailed,

    /// <summary>The disk did not give the uploaded file back to its end.</summary>
    DiskUnreadable,

    /// <summary>There is not enough room on the disk.</summary>
    DiskFull,

    /// <summary>The worker gave no sign of life.</summary>
    WorkerLost,

    /// <summary>The server stopped again and again while it worked on this.</summary>
    ServerStopped,

    /// <summary>Something that nobody thought of.</summary>
    Unexpected,
}

/// <summary>What is done about a failed attempt.</summary>
public enum FailurePolicy
{
    /// <summary>No attempt can end differently: the job is given up at once.</summary>
    GiveUp,

    /// <summary>Another attempt may go well: after a pause, as long as attempts are left.</summary>
    TryAgain,

    /// <summary>Nobody's fault: the job waits for room, costs no attempt and is never given up for it.</summary>
    WaitForRoom,
}

/// <summary>What each cause leads to.</summary>
public static class FailureCauses
{
    /// <summary>What is done about a failure of that cause.</summary>
    public static FailurePolicy Policy(this FailureCause cause) =>
        cause switch
        {
            FailureCause.SourceGone
            or FailureCause.SourceChanged
            or FailureCause.NotVideo
            or FailureCause.NothingDecodable
            or FailureCause.Cancelled
            or FailureCause.ServerStopped => FailurePolicy.GiveUp,
            FailureCause.DiskFull => FailurePolicy.WaitForRoom,
            _ => FailurePolicy.TryAgain,
        };

    /// <summary>Whether a retry with the same file may succeed.</summary>
    public static bool RetryMayHelp(this FailureCause cause) =>
        cause is not (FailureCause.SourceGone or FailureCause.NotVideo or FailureCause.NothingDecodable);

    /// <summary>
    /// Whether the finished pieces themselves may be bad. The attempts that follow by themselves keep them, since most
    /// troubles pass; a person who retries wants it to go well for certain, and it starts from nothing.
    /// </summary>
    public static bool DoubtsFinishedWork(this FailureCause cause) =>
        cause is FailureCause.PackagingFailed or FailureCause.Unexpected;
}
