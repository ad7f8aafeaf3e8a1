using Microsoft.AspNetCore.Components;
using StreamVault.Core.Background;
using StreamVault.Core.Jobs;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Background;

/// <summary>Shows the running, waiting and failed background tasks, and pauses and resumes them.</summary>
public sealed partial class BackgroundPanel : LiveComponent
{
    // A player fetches a segment every few seconds.
    private static readonly TimeSpan SegmentPause = TimeSpan.FromSeconds(30);
    private BackgroundState? _state;

    [Inject]
    private BackgroundQueue Queue { get; set; } = default!;

    [Inject]
    private BackgroundOverview Overview { get; set; } = default!;

    [Inject]
    private PlaybackActivity Playback { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Subscribe<BackgroundChange>(_ => Invalidate());
        Subscribe<JobChange>(_ => Invalidate());
        ReadEvery(TimeSpan.FromSeconds(5));
        await ReadAsync();
    }

    protected override async Task ReadAsync() =>
        _state = await Overview.ReadAsync(await Viewer.SeesPrivateAsync(), DisposalToken);

    private string Describe(BackgroundState state) =>
        state switch
        {
            { IsPaused: true } => "Paused",
            { Running: { } running } => $"{running.Name}: {running.VideoTitle}",
            { Hold: BackgroundHold.Watching } when Playback.HasBeenQuietFor(SegmentPause) =>
                "Waiting: a video was played in the last few minutes",
            { Hold: BackgroundHold.Watching } => "Waiting: someone is watching",
            { Hold: BackgroundHold.Encoding } => "Waiting: videos are being prepared",
            _ when state.Kinds.Any(kind => kind.Waiting > 0) => "Next in line",
            _ => "Needs attention",
        };

    private static string Counts(BackgroundCount kind) =>
        (kind.Waiting, kind.Failed) switch
        {
            (var waiting, 0) => $"{waiting} waiting",
            (0, var failed) => $"{failed} failed",
            var (waiting, failed) => $"{waiting} waiting, {failed} failed",
        };
}
