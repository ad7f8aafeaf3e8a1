using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Jobs;

namespace StreamVault.Web.Library;

/// <summary>The videos that are being prepared, and those that are next.</summary>
public sealed partial class PreparingStrip : LiveComponent
{
    private const int MaxShown = 6;
    private readonly Dictionary<JobId, JobProgress> _progress = [];
    private IReadOnlyList<JobListing> _active = [];
    private Dictionary<JobId, WaitingJob> _waits = [];
    private int _more;

    [Inject]
    private JobQueue Jobs { get; set; } = default!;

    [Inject]
    private WaitText WaitText { get; set; } = default!;

    [Inject]
    private RunningJobs Running { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Subscribe<JobChange>(_ => Invalidate());
        Subscribe<LibraryChange>(_ => Invalidate());
        Subscribe<ScheduleChange>(_ => Invalidate());
        Subscribe<JobProgress>(progress => _progress[progress.Job] = progress);
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        var running = await Jobs.ListAsync(JobStatus.Processing, MaxShown, withPrivate, DisposalToken);
        var waiting = await Jobs.WaitingAsync(MaxShown, withPrivate, DisposalToken);
        _waits = waiting.Jobs.ToDictionary(job => job.Job.Id);
        _active =
        [
            .. running
                .Jobs.Concat(waiting.Jobs.Select(job => new JobListing(job.Job, job.VideoTitle)))
                .DistinctBy(listing => listing.Job.Id)
                .Take(MaxShown),
        ];
        _more = running.Total + waiting.Total - _active.Count;
    }

    private JobProgress? ProgressOf(EncodingJob job) => _progress.GetValueOrDefault(job.Id) ?? Running.Latest(job.Id);

    private double? FractionOf(EncodingJob job) =>
        job.Status == JobStatus.Processing ? ProgressOf(job)?.Fraction ?? job.Progress : null;

    private string TimeText(EncodingJob job) =>
        job.Status == JobStatus.Processing && ProgressOf(job)?.Remaining is { } left ? Readable.TimeLeft(left)
        : job.Status == JobStatus.Processing ? "Estimating time left"
        : _waits.TryGetValue(job.Id, out var waiting) ? WaitText.Of(job, waiting.Wait)
        : "Waiting";
}
