using System.Globalization;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Jobs;

/// <summary>Describes what a job waits for.</summary>
public sealed class WaitText(FfmpegTools ffmpeg, IOptions<JobOptions> options, TimeProvider clock)
{
    /// <summary>Replaces the wait if FFmpeg is missing, because no job starts without it.</summary>
    public JobWait Known(JobWait wait) =>
        wait.Reason == WaitReason.EarlierJobs && ffmpeg.State is FfmpegState.Missing
            ? new JobWait(WaitReason.Ffmpeg)
            : wait;

    /// <summary>Returns one phrase without a period.</summary>
    public string Of(EncodingJob job, JobWait wait) =>
        Known(wait) switch
        {
            { Reason: WaitReason.EarlierJobs, Ahead: 0 } => "Next in line",
            { Reason: WaitReason.EarlierJobs, Ahead: var ahead } => $"{Readable.Count(ahead, "video", "videos")} ahead",
            { Reason: WaitReason.Paused } => "Paused by you",
            { Reason: WaitReason.AllPaused } => "Paused",
            { Reason: WaitReason.NextAttempt, Until: { } next } when job.ErrorCause is FailureCause.DiskFull =>
                $"Retries in {Readable.Span(next - clock.GetUtcNow())}",
            { Reason: WaitReason.NextAttempt, Until: { } next } =>
                $"Attempt {job.Attempts + 1} of {job.MaxAttempts} in {Readable.Span(next - clock.GetUtcNow())} because the last one failed",
            { Reason: WaitReason.DiskSpace } room => new SpaceShortage(room.NeededBytes, room.FreeBytes).Phrase,
            { Reason: WaitReason.OffHours, Until: { } begin } => $"Starts at night, at {TimeOfDay(begin)}",
            { Reason: WaitReason.Playback } =>
                $"Waiting until nothing has been watched for {Readable.Span(options.Value.QuietBeforeIdle)}",
            { Reason: WaitReason.NoWorkers } => "Off: StreamVault:Encoding:Workers is set to 0",
            _ => "FFmpeg is missing",
        };

    private string TimeOfDay(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone).ToString("HH:mm", CultureInfo.InvariantCulture);
}
