using Microsoft.AspNetCore.Components;
using StreamVault.Core.Jobs;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Library;

/// <summary>What is being made playable now, and what comes next.</summary>
public sealed partial class PreparingStrip : LiveComponent
{
    private const int AtMost = 6;
    private readonly Dictionary<JobId, JobProgress> _progress = [];
    private IReadOnlyList<JobListing> _active = [];
    private int _more;
    private bool _stale;

    [Inject]
    private JobQueue Jobs { get; set; } = default!;

    [Inject]
    private RunningJobs Running { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Follow<JobChange>(_ => _stale = true);
        Follow<JobProgress>(progress => _progress[progress.Job] = progress);
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
        var running = await Jobs.ListAsync(JobStatus.Processing, AtMost, Leaving);
        var waiting = await Jobs.ListAsync(JobStatus.Queued, AtMost, Leaving);
        _active = [.. running.Jobs.Concat(waiting.Jobs).Take(AtMost)];
        _more = running.Total + waiting.Total - _active.Count;
    }

    private JobProgress? LiveOf(EncodingJob job) => _progress.GetValueOrDefault(job.Id) ?? Running.Latest(job.Id);

    private double? FractionOf(EncodingJob job) =>
        job.Status == JobStatus.Processing ? LiveOf(job)?.Fraction ?? job.Progress : null;

    private string LeftOf(EncodingJob job) =>
        job.Status == JobStatus.Processing && LiveOf(job)?.Remaining is { } left ? Readable.TimeLeft(left)
        : job.Status == JobStatus.Processing ? "Working out the time left"
        : job.NextAttemptAt is { } next && next > Clock.GetUtcNow()
            ? $"Next try in {Readable.Span(next - Clock.GetUtcNow())}"
        : "Waits its turn";
}
