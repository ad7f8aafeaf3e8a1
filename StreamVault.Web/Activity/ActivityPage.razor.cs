using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Core.Trash;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Jobs;
using StreamVault.Web.Library;

namespace StreamVault.Web.Activity;

/// <summary>Shows running, waiting, failed and finished jobs, why jobs wait, and what to do about failures.</summary>
public sealed partial class ActivityPage : LiveComponent
{
    private const int PageSize = 100;
    private const int FinishedPageSize = 20;
    private readonly Dictionary<JobId, (JobProgress Progress, DateTimeOffset At)> _latestProgress = [];
    private Dictionary<VideoId, Video> _videos = [];
    private JobsInState? _running;
    private WaitingJobs? _waiting;
    private JobsInState? _failed;
    private JobsInState? _finished;
    private AttentionCounts _counts;
    private int _finishedShown = FinishedPageSize;
    private int _waitingShown = PageSize;
    private int _failedShown = PageSize;

    [Inject]
    private JobQueue Jobs { get; set; } = default!;

    [Inject]
    private RunningJobs Running { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private WaitText WaitText { get; set; } = default!;

    [Inject]
    private VideoTrash Trash { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    private string Summary
    {
        get
        {
            (int Count, string Label)[] all =
            [
                (_running!.Total, "being prepared"),
                (_waiting!.Total, "waiting"),
                (_counts.NeedAttention, _counts.NeedAttention == 1 ? "needs attention" : "need attention"),
                (_counts.WithWarnings, _counts.WithWarnings == 1 ? "has warnings" : "have warnings"),
            ];
            var parts = all.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Label}").ToArray();
            return parts.Length == 0 ? "Nothing in progress" : string.Join(", ", parts);
        }
    }

    protected override async Task OnInitializedAsync()
    {
        Subscribe<JobChange>(_ => Invalidate());
        Subscribe<LibraryChange>(_ => Invalidate());
        Subscribe<ScheduleChange>(_ => Invalidate());
        Subscribe<FfmpegChange>(_ => Invalidate());
        Subscribe<JobProgress>(progress => _latestProgress[progress.Job] = (progress, Clock.GetUtcNow()));
        RedrawEvery(TimeSpan.FromSeconds(5));
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        _running = await Jobs.ListAsync(JobStatus.Processing, PageSize, withPrivate, DisposalToken);
        _waiting = await Jobs.WaitingAsync(_waitingShown, withPrivate, DisposalToken);
        _failed = await Jobs.ListAsync(JobStatus.Failed, _failedShown, withPrivate, DisposalToken);
        _finished = await Jobs.ListAsync(JobStatus.Completed, _finishedShown, withPrivate, DisposalToken);
        _counts = await Videos.CountAttentionAsync(withPrivate, DisposalToken);
        var shown = _running.Jobs.Concat(_finished.Jobs).Select(listing => listing.Job.VideoId).ToHashSet();
        _videos = (await Videos.FindAsync(shown, DisposalToken)).ToDictionary(video => video.Id);
        foreach (var gone in _latestProgress.Keys.Except(_running.Jobs.Select(listing => listing.Job.Id)).ToArray())
        {
            _latestProgress.Remove(gone);
        }
    }

    private Video? VideoOf(EncodingJob job) => _videos.GetValueOrDefault(job.VideoId);

    private JobProgress? ProgressOf(EncodingJob job) =>
        _latestProgress.TryGetValue(job.Id, out var latest) ? latest.Progress : Running.Latest(job.Id);

    private DateTimeOffset? ReportedAt(EncodingJob job) =>
        _latestProgress.TryGetValue(job.Id, out var latest) ? latest.At : job.HeartbeatAt;

    private string WaitingSummary(WaitingJob waiting)
    {
        var parts = new List<string> { WaitText.Of(waiting.Job, waiting.Wait) };
        if (waiting.Job.Progress > 0)
        {
            parts.Add($"{Readable.Percent(waiting.Job.Progress)} done");
        }

        switch (waiting.Job.Priority)
        {
            case JobPriority.Now:
                parts.Add("high priority");
                break;
            case JobPriority.Idle:
                parts.Add("low priority");
                break;
        }

        if (waiting.Job.OnlyInOffHours)
        {
            parts.Add("only at night");
        }

        parts.Add($"added {Readable.Ago(waiting.Job.CreatedAt, Clock)}");
        return string.Join(" · ", parts);
    }

    // Offered only where trying now can end the wait: before a scheduled attempt, or when disk space was short.
    private static bool CanTryNow(WaitingJob waiting) =>
        waiting.Wait.Reason is WaitReason.NextAttempt or WaitReason.DiskSpace;

    private string FailureSummary(EncodingJob job) =>
        job.ErrorCause is FailureCause.Cancelled
            ? $"Cancelled {Readable.Ago(job.CompletedAt ?? job.CreatedAt, Clock)}"
            : $"Failed {Readable.Ago(job.CompletedAt ?? job.CreatedAt, Clock)}, after {Readable.Count(job.Attempts, "attempt", "attempts")}";

    private string FinishedSummary(EncodingJob job)
    {
        var parts = new List<string> { Readable.Ago(job.CompletedAt ?? job.CreatedAt, Clock) };
        if (job is { StartedAt: { } started, CompletedAt: { } ended })
        {
            parts.Add($"took {Readable.Span(ended - started)}");
        }

        if (VideoOf(job) is { DurationSeconds: { } seconds })
        {
            parts.Add($"{Readable.Length(seconds)} long");
        }

        if (VideoOf(job) is { StoredBytes: { } bytes })
        {
            parts.Add(ByteText.Of(bytes));
        }

        return string.Join(" · ", parts);
    }

    private async Task RetryAsync(EncodingJob job) => await Jobs.RetryAsync(job.Id, CancellationToken.None);

    private async Task ForgetAsync(EncodingJob job) => await Jobs.DeleteAsync(job.Id, CancellationToken.None);

    private async Task TrashVideoAsync(JobListing listing)
    {
        await TrashToast.MoveAsync(Toasts, Trash, [listing.Job.VideoId], listing.VideoTitle);
        Invalidate();
    }

    private async Task ShowMoreWaitingAsync()
    {
        _waitingShown += PageSize;
        await ReadAsync();
    }

    private async Task ShowMoreFailedAsync()
    {
        _failedShown += PageSize;
        await ReadAsync();
    }

    private async Task ShowMoreFinishedAsync()
    {
        _finishedShown += FinishedPageSize * 3;
        await ReadAsync();
    }
}
