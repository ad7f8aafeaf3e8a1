using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Playback;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Playback;

/// <summary>What the owner watched when, with statistics.</summary>
public sealed partial class HistoryPage : LiveComponent
{
    private const int PageSize = 50;
    private IReadOnlyList<HistoryEntry> _entries = [];
    private PlayStatistics? _statistics;
    private int _total;
    private int _shown = PageSize;
    private bool _enabled;

    [Inject]
    private PlayHistory History { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    // Day by day in the order of the entries.
    private IEnumerable<IGrouping<DateOnly, HistoryEntry>> Days =>
        _entries.GroupBy(entry => DateOnly.FromDateTime(Local(entry.Play.StartedAt)));

    protected override async Task OnInitializedAsync()
    {
        Subscribe<PlaybackChange>(_ => Invalidate());
        Subscribe<LibraryChange>(_ => Invalidate());
        Subscribe<HistoryChoiceChange>(change => _enabled = change.Enabled);
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        _enabled = await History.IsEnabledAsync(DisposalToken);
        (_entries, _total) = await History.ListAsync(0, _shown, withPrivate, DisposalToken);
        _statistics = await History.StatisticsAsync(withPrivate, DisposalToken);
    }

    private Task ShowMoreAsync()
    {
        _shown += PageSize;
        return ReadAsync();
    }

    private async Task EnableAsync(bool enabled)
    {
        _enabled = enabled;
        await History.SetEnabledAsync(enabled, CancellationToken.None);
    }

    private async Task ClearAsync()
    {
        var confirmed = await ConfirmDialog.AskAsync(
            Dialogs,
            "Clear the history?",
            "This deletes what you watched when, and the statistics. Videos still continue where you stopped. It can't be undone.",
            "Clear history"
        );
        if (confirmed)
        {
            await History.ClearAsync(CancellationToken.None);
            await ReadAsync();
        }
    }

    private static string Summary(PlayTotals totals) =>
        totals.Plays == 0
            ? "Nothing watched"
            : $"{Readable.SpokenLength(totals.Seconds)} in {Readable.Count(totals.Videos, "video", "videos")}, "
                + $"played {Readable.Count(totals.Plays, "time", "times")}";

    private static string Extent(Play play) =>
        play.IsComplete
            ? "Watched to the end"
            : $"Watched {Readable.SpokenLength(play.PlayedSeconds)}, stopped at {Readable.Length(play.PositionSeconds)}";

    private string TimeOfDay(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    private DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Clock.LocalTimeZone).DateTime;
}
