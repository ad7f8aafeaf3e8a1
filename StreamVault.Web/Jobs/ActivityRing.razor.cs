using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Jobs;

/// <summary>
/// Shows in the top bar how many videos are being encoded or waiting, and the progress of those being encoded.
/// </summary>
public sealed partial class ActivityRing : LiveComponent
{
    private const int MaxJobs = 16;
    private readonly Dictionary<JobId, double> _fractions = [];
    private int _running;
    private int _waiting;
    private AttentionCounts _counts;

    [Inject]
    private JobQueue Jobs { get; set; } = default!;

    [Inject]
    private RunningJobs Running { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    private int Open => _running + _waiting;

    private double Fraction => _fractions.Count == 0 ? 0 : _fractions.Values.Average();

    private string Label =>
        string.Join(
            "; ",
            (
                (string?[])
                    [
                        Work,
                        _counts.NeedAttention > 0
                            ? Readable.Count(_counts.NeedAttention, "video needs attention", "videos need attention")
                            : null,
                        _counts.WithWarnings > 0
                            ? Readable.Count(_counts.WithWarnings, "video has warnings", "videos have warnings")
                            : null,
                    ]
            ).OfType<string>()
        );

    private string Work =>
        Open == 0 ? "Activity: nothing is being prepared"
        : _running == 0 ? $"Activity: {Readable.Count(_waiting, "video waits", "videos wait")}"
        : $"Activity: {Readable.Count(Open, "video", "videos")}, {_running} being prepared, {Readable.Percent(Fraction)}";

    protected override async Task OnInitializedAsync()
    {
        Subscribe<JobChange>(_ => Invalidate());
        Subscribe<LibraryChange>(_ => Invalidate());
        Subscribe<JobProgress>(progress => _fractions[progress.Job] = progress.Fraction);
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        var running = await Jobs.ListAsync(JobStatus.Processing, MaxJobs, withPrivate, DisposalToken);
        (_running, _waiting) = await Jobs.CountAsync(withPrivate, DisposalToken);
        _counts = await Videos.CountAttentionAsync(withPrivate, DisposalToken);
        foreach (var gone in _fractions.Keys.Except(running.Jobs.Select(listing => listing.Job.Id)).ToArray())
        {
            _fractions.Remove(gone);
        }

        foreach (var listing in running.Jobs)
        {
            _fractions[listing.Job.Id] = Running.Latest(listing.Job.Id)?.Fraction ?? listing.Job.Progress;
        }
    }
}
