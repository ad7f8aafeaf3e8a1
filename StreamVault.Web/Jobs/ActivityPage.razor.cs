using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Library;
using StreamVault.Web.Uploads;

namespace StreamVault.Web.Jobs;

/// <summary>All work: what runs, what waits and why, what failed and what to do, what is finished.</summary>
public sealed partial class ActivityPage : LiveComponent
{
    private const int AtMost = 100;
    private const int FinishedAtOnce = 20;
    private readonly Dictionary<JobId, (JobProgress Progress, DateTimeOffset At)> _heard = [];
    private Dictionary<VideoId, Video> _videos = [];
    private JobsInState? _running;
    private JobsInState? _waiting;
    private JobsInState? _failed;
    private JobsInState? _finished;
    private int _finishedShown = FinishedAtOnce;
    private bool _stale;

    [Inject]
    private JobQueue Jobs { get; set; } = default!;

    [Inject]
    private RunningJobs Running { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private string Summary =>
        (_running!.Total, _waiting!.Total) switch
        {
            (0, 0) => "All is done",
            (0, var waiting) => $"{waiting} waiting",
            (var running, 0) => $"{running} being prepared",
            var (running, waiting) => $"{running} being prepared, {waiting} waiting",
        };

    protected override async Task OnInitializedAsync()
    {
        Follow<JobChange>(_ => _stale = true);
        Follow<JobProgress>(progress => _heard[progress.Job] = (progress, Clock.GetUtcNow()));
        RedrawEvery(TimeSpan.FromSeconds(5));
        await ReadAsync();
    }

    protected override async Task RefreshAsync()
    {
        if (_stale)
        {
            _stale = false;
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        _running = await Jobs.ListAsync(JobStatus.Processing, AtMost, Leaving);
        _waiting = await Jobs.ListAsync(JobStatus.Queued, AtMost, Leaving);
        _failed = await Jobs.ListAsync(JobStatus.Failed, AtMost, Leaving);
        _finished = await Jobs.ListAsync(JobStatus.Completed, _finishedShown, Leaving);
        var shown = _running.Jobs.Concat(_finished.Jobs).Select(listing => listing.Job.VideoId).ToHashSet();
        _videos = (await Videos.FindAsync(shown, Leaving)).ToDictionary(video => video.Id);
        foreach (var gone in _heard.Keys.Except(_running.Jobs.Select(listing => listing.Job.Id)).ToArray())
        {
            _heard.Remove(gone);
        }
    }

    private Video? VideoOf(EncodingJob job) => _videos.GetValueOrDefault(job.VideoId);

    private JobProgress? LiveOf(EncodingJob job) =>
        _heard.TryGetValue(job.Id, out var heard) ? heard.Progress : Running.Latest(job.Id);

    private DateTimeOffset? HeardOf(EncodingJob job) =>
        _heard.TryGetValue(job.Id, out var heard) ? heard.At : job.HeartbeatAt;

    private string WhyWaiting(EncodingJob job) =>
        job.NextAttemptAt is { } next && next > Clock.GetUtcNow()
            ? $"Try {job.Attempts + 1} of {job.MaxAttempts} in {Readable.Span(next - Clock.GetUtcNow())}; the last one failed:"
        : _running!.Total > 0 ? $"Waits until the one before it is done; added {Readable.Ago(job.CreatedAt, Clock)}"
        : $"Starts as soon as a worker is free; added {Readable.Ago(job.CreatedAt, Clock)}";

    private string Finish(EncodingJob job)
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

    private async Task DeleteVideoAsync(VideoId video)
    {
        if (await DeleteVideosDialog.AskAsync(Dialogs, [video]))
        {
            await Videos.DeleteAsync(video, CancellationToken.None);
            _stale = true;
            RedrawSoon();
        }
    }

    private async Task ShowMoreAsync()
    {
        _finishedShown += FinishedAtOnce * 3;
        await ReadAsync();
    }
}
