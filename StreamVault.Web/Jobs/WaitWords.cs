using System.Globalization;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;

namespace StreamVault.Web.Jobs;

/// <summary>What a job waits for, as people say it.</summary>
public sealed class WaitWords(FfmpegTools ffmpeg, IOptions<JobOptions> options, TimeProvider clock)
{
    /// <summary>The wait as it really is: without FFmpeg no turn ever comes.</summary>
    public JobWait Known(JobWait wait) =>
        wait.Reason == WaitReason.Turn && ffmpeg.State is FfmpegState.Missing ? new JobWait(WaitReason.Ffmpeg) : wait;

    /// <summary>One phrase without a full stop.</summary>
    public string Of(EncodingJob job, JobWait wait) =>
        Known(wait) switch
        {
            { Reason: WaitReason.Turn, Ahead: 0 } => "Next: starts as soon as a worker is free",
            { Reason: WaitReason.Turn, Ahead: var ahead } => $"{Readable.Count(ahead, "job", "jobs")} before it",
            { Reason: WaitReason.Paused } => "Paused by you",
            { Reason: WaitReason.AllPaused } => "Waits, since everything is paused",
            { Reason: WaitReason.NextAttempt, Until: { } next } when job.ErrorCause is FailureCause.DiskFull =>
                $"Looks again in {Readable.Span(next - clock.GetUtcNow())}",
            { Reason: WaitReason.NextAttempt, Until: { } next } =>
                $"Try {job.Attempts + 1} of {job.MaxAttempts} in {Readable.Span(next - clock.GetUtcNow())}, since the last one failed",
            { Reason: WaitReason.Room } room =>
                $"Waits for {ByteText.Of(room.NeededBytes)} of room; {ByteText.Of(room.FreeBytes)} are free",
            { Reason: WaitReason.OffHours, Until: { } begin } =>
                $"Waits for the off-hours, which begin at {Hour(begin)}",
            { Reason: WaitReason.Quiet } =>
                $"Waits until nobody has watched anything for {Readable.Span(options.Value.QuietBeforeIdle)}",
            { Reason: WaitReason.NoWorkers } => "Waits, since the setting StreamVault:Encoding:Workers is 0",
            _ => "Waits for FFmpeg, which is missing",
        };

    private string Hour(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone).ToString("HH:mm", CultureInfo.InvariantCulture);
}
