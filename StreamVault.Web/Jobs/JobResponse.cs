using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Web.Jobs;

/// <summary>A job in the HTTP API.</summary>
/// <param name="Status"><c>queued</c>, <c>processing</c>, <c>paused</c>, <c>completed</c> or <c>failed</c>.</param>
/// <param name="Priority"><c>now</c>, <c>normal</c> or <c>idle</c>.</param>
/// <param name="OnlyInOffHours">Whether it waits for off-hours even if other jobs do not.</param>
/// <param name="Progress">The completed percentage, 0 to 100.</param>
/// <param name="ChunksDone">The number of finished chunks, which a restart keeps.</param>
/// <param name="ChunkCount">The total number of chunks; 0 while unknown.</param>
/// <param name="Speed">Seconds of video encoded per second, while it runs.</param>
/// <param name="FramesPerSecond">Frames encoded per second; the same for every rung.</param>
/// <param name="SecondsLeft">The time left in seconds, while it runs.</param>
/// <param name="Rungs">The progress of each rung.</param>
/// <param name="Note">How the source is handled if it needs special treatment.</param>
/// <param name="WaitsFor">What a waiting job waits for: <c>turn</c>, <c>room</c>, <c>off_hours</c> …</param>
/// <param name="WaitsForText">The same, as text for the user.</param>
/// <param name="ErrorCause">Why the last attempt failed: <c>stalled</c>, <c>disk_full</c> …</param>
internal sealed record JobResponse(
    JobId Id,
    VideoId VideoId,
    string VideoTitle,
    JobStatus Status,
    JobPriority Priority,
    bool OnlyInOffHours,
    int Attempts,
    int MaxAttempts,
    double Progress,
    string? Stage,
    int ChunksDone,
    int ChunkCount,
    double? Speed,
    double? FramesPerSecond,
    double? SecondsLeft,
    IReadOnlyList<RungResponse>? Rungs,
    string? Note,
    WaitReason? WaitsFor,
    string? WaitsForText,
    FailureCause? ErrorCause,
    string? ErrorMessage,
    int? ErrorExitCode,
    string? ErrorLog,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset CreatedAt
)
{
    public static JobResponse Of(JobListing listing, JobWait? wait, string? waitText) =>
        new(
            listing.Job.Id,
            listing.Job.VideoId,
            listing.VideoTitle,
            listing.Job.Status,
            listing.Job.Priority,
            listing.Job.OnlyInOffHours,
            listing.Job.Attempts,
            listing.Job.MaxAttempts,
            Percent(listing.Job.Progress),
            listing.Job.Stage,
            listing.Job.ChunksDone,
            listing.Job.ChunkCount,
            null,
            null,
            null,
            null,
            listing.Job.Note,
            wait?.Reason,
            waitText,
            listing.Job.ErrorCause,
            listing.Job.ErrorMessage,
            listing.Job.ErrorExitCode,
            listing.Job.ErrorLog,
            listing.Job.NextAttemptAt,
            listing.Job.StartedAt,
            listing.Job.CompletedAt,
            listing.Job.CreatedAt
        );

    /// <summary>Returns the job with its live progress if it is running.</summary>
    public JobResponse With(JobProgress? live) =>
        live is null || Status != JobStatus.Processing
            ? this
            : this with
            {
                Progress = Percent(live.Fraction),
                Stage = live.Stage,
                ChunksDone = live.ChunksDone,
                ChunkCount = live.ChunkCount,
                Speed = Rounded(live.Speed, 2),
                FramesPerSecond = Rounded(live.FramesPerSecond, 1),
                SecondsLeft = Rounded(live.Remaining?.TotalSeconds, 0),
                Rungs = [.. live.Rungs.Select(RungResponse.Of)],
                Note = live.Note,
            };

    private static double Percent(double fraction) => Math.Round(100 * fraction, 1);

    private static double? Rounded(double? number, int digits) =>
        number is { } known ? Math.Round(known, digits) : null;
}

/// <summary>The progress of a rung.</summary>
/// <param name="Name"><c>720p</c>.</param>
/// <param name="Bytes">The size of its video so far.</param>
/// <param name="BitsPerSecond">Its bit rate.</param>
internal sealed record RungResponse(string Name, long Bytes, long? BitsPerSecond)
{
    public static RungResponse Of(RungProgress rung) => new(rung.Name, rung.Bytes, (long?)rung.BitsPerSecond);
}

/// <summary>Changes a job. Omitted properties stay unchanged.</summary>
internal sealed record PrioritizeRequest(JobPriority? Priority, bool? OnlyInOffHours);

/// <summary>A change of a job. A heartbeat has no content.</summary>
/// <param name="Id">The job.</param>
/// <param name="Job">The current job; null if it was deleted.</param>
internal sealed record JobEvent(JobId Id, JobResponse? Job);
