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
    private WaitWords Words { get; set; } = default!;

    [Inject]
    private RunningJobs Running { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Follow<JobChange>(_ => Outdate());
        Follow<LibraryChange>(_ => Outdate());
        Follow<ScheduleChange>(_ => Outdate());
        Follow<JobProgress>(progress => _progress[progress.Job] = progress);
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        var running = await Jobs.ListAsync(JobStatus.Processing, MaxShown, withPrivate, Leaving);
        var waiting = await Jobs.WaitingAsync(MaxShown, withPrivate, Leaving);
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

    private JobProgress? LiveOf(EncodingJob job) => _progress.GetValueOrDefault(job.Id) ?? Running.Latest(job.Id);

    private double? FractionOf(EncodingJob job) =>
        job.Status == JobStatus.Processing ? LiveOf(job)?.Fraction ?? job.Progress : null;

    private string WaitText(EncodingJob job) =>
        job.Status == JobStatus.Processing && LiveOf(job)?.Remaining is { } left ? Readable.TimeLeft(left)
        : job.Status == JobStatus.Processing ? "Estimating time left"
        : _waits.TryGetValue(job.Id, out var waiting) ? Words.Of(job, waiting.Wait)
        : "Waiting";
}
