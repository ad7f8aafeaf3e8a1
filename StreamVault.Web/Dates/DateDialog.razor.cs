using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Dates;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Dates;

/// <summary>
/// Changes the date filmed of one or many videos: sets it, moves it, or corrects the camera's clock. Shows each date before
/// and after.
/// </summary>
public sealed partial class DateDialog : ComponentBase
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss";
    private const int MaxShown = 50;
    private const int MaxListed = 500;
    private const int MaxAmount = 1_000_000;

    private static readonly (Mode, string)[] Modes =
    [
        (Mode.Set, "Set the date"),
        (Mode.Move, "Move"),
        (Mode.Clock, "The camera's clock was wrong"),
        (Mode.Remove, "Remove what you entered"),
    ];

    private static readonly string[] Units = ["hours", "days", "years"];

    private readonly string _id = $"dates-{Guid.NewGuid():N}";
    private IReadOnlyList<VideoDateChange> _videos = [];
    private IReadOnlyList<VideoDateChange> _preview = [];
    private IReadOnlyList<VideoDateChange> _withTime = [];
    private Mode _mode;
    private string _text = "";
    private string? _error;
    private string _emptyMeaning = "";
    private string _amount = "1";
    private string _unit = Units[0];
    private VideoId _reference;
    private string _correctTime = "";

    private enum Mode
    {
        Set,
        Move,
        Clock,
        Remove,
    }

    /// <summary>The videos.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<VideoId> Chosen { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private DatePreview Preview { get; set; } = default!;

    [Inject]
    private BulkEdit Edit { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private RecordingDate? Reference => _withTime.FirstOrDefault(video => video.Video == _reference)?.Before.Recorded;

    private TimeSpan Difference =>
        Reference is { } shown && ReadTime() is { } correct ? correct - shown.At.DateTime : default;

    private string ClockMeaning =>
        Difference == default
            ? "Enter the time that the camera should have shown."
            : $"All dates with a time move {Readable.Span(Difference.Duration())} {(Difference > default(TimeSpan) ? "later" : "earlier")}.";

    // Null if it isn't a valid number.
    private int? Amount =>
        int.TryParse(_amount.Trim().Replace('−', '-'), NumberStyles.AllowLeadingSign, Invariant, out var amount)
        && Math.Abs(amount) <= MaxAmount
            ? amount
            : null;

    private string MoveMeaning =>
        Amount switch
        {
            null => "Enter a whole number, like 3 or −3.",
            0 => "Enter how far. A negative number moves dates earlier.",
            { } amount =>
                $"Moves dates {Readable.Count(Math.Abs(amount), _unit.TrimEnd('s'), _unit)} {(amount < 0 ? "earlier" : "later")}.",
        };

    // Empty text doesn't remove the dates of several videos. That is a separate choice.
    private bool IsEmpty => Chosen.Count > 1 && _mode == Mode.Set && string.IsNullOrWhiteSpace(_text);

    private IEnumerable<VideoDateChange> Changes => _preview.Where(video => video.IsChange);

    // Either all dates are changed or none.
    private string? FaultMessage =>
        _preview.FirstOrDefault(video => video.Fault is not null) is { } refused ? FaultText(refused) : null;

    private string Summary
    {
        get
        {
            var count = FaultMessage is null ? Changes.Count() : 0;
            var shown = count > MaxShown ? $"; the first {MaxShown} are listed" : "";
            return count == 0 ? "No dates change." : $"{Readable.Count(count, "date changes", "dates change")}{shown}:";
        }
    }

    /// <summary>Shows the dialog.</summary>
    /// <returns>True if dates were saved.</returns>
    public static async Task<bool> ShowAsync(IDialogService dialogs, IReadOnlyList<VideoId> chosen)
    {
        var parameters = new DialogParameters<DateDialog> { { dialog => dialog.Chosen, chosen } };
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true };
        var dialog = await dialogs.ShowAsync<DateDialog>("", parameters, options);
        return await dialog.Result is { Canceled: false };
    }

    protected override async Task OnInitializedAsync()
    {
        _videos = await ComputeAsync(null);
        _withTime = [.. _videos.Where(video => video.Before is { Recorded.TimeKnown: true, ApproximateDate: null })];
        if (_withTime is [var first, ..])
        {
            (_reference, _correctTime) = (first.Video, TimeText(first.Before.Recorded!));
        }

        if (_videos is [var only])
        {
            // The file's modification date is rarely right, so it isn't offered as text to correct.
            _text =
                only.Before.ApproximateDate is { } date ? DateText.Of(date)
                : only.Before.Recorded is { From: not RecordingDateSource.FileModified } recorded ? recorded.ToString()
                : "";
            _emptyMeaning = (_text, only.Before.Recorded) switch
            {
                ("", null) => "",
                ("", { } file) => $"Leave it empty to keep the file's modification date: {RecordingDateText.Of(file)}",
                _ => RemovalText((await ComputeAsync(new DateChange.Remove()))[0]),
            };
        }
    }

    private static string TimeText(RecordingDate shown) => shown.At.DateTime.ToString(TimeFormat, Invariant);

    private static string RemovalText(VideoDateChange removed) =>
        removed.After is not ({ Recorded: not null } or { ApproximateDate: not null })
            ? "Removes the date that you entered."
        : new FileDate(removed.After.Recorded, removed.After.ApproximateDate) is { From: { } from } file
            ? $"The date {RecordingDateText.Origin(from)} {(removed.IsChange ? "comes back" : "stays")}: {RecordingDateText.InSentence(file)}"
        : "";

    private static string FaultText(VideoDateChange refused) =>
        refused.Fault == DateFault.InFuture
            ? $"“{refused.Title}” can't be moved into the future."
            : $"“{refused.Title}” can't be moved outside the years 1800 to 2199.";

    // Shows seconds if nothing else changes.
    private static (string Before, string After) Describe(VideoDateChange video)
    {
        var (before, after) = (Describe(video.Before), Describe(video.After));
        return before == after && video is { Before.Recorded: { } from, After.Recorded: { } to }
            ? (from.ToString(), to.ToString())
            : (before, after);
    }

    private static string Describe(VideoDate date) =>
        date.ApproximateDate is { } approximate ? DateText.Of(approximate)
        : date.Recorded is { TimeKnown: true } exact ? DateText.Of(exact.At.DateTime)
        : date.Recorded is { } day ? DateText.Of(DateOnly.FromDateTime(day.At.DateTime))
        : "Unknown";

    // Null while the input is incomplete.
    private DateChange? CreateChange() =>
        (_mode, _unit) switch
        {
            (Mode.Set, _) => VideoDateText.Parse(_text, Clock).Change,
            (Mode.Clock, _) => new DateChange.CorrectClock(Difference),
            (Mode.Remove, _) => new DateChange.Remove(),
            _ when Amount is null => null,
            (_, "hours") => new DateChange.Move(TimeSpan.FromHours(Amount.Value)),
            (_, "days") => new DateChange.Move(TimeSpan.FromDays(Amount.Value)),
            _ => new DateChange.MoveYears(Amount.Value),
        };

    private Task SetModeAsync(Mode mode)
    {
        _mode = mode;
        return PreviewAsync();
    }

    private Task SetTextAsync(string text)
    {
        (_text, _error) = (text, null);
        return PreviewAsync();
    }

    private Task SetUnitAsync(ChangeEventArgs chosen)
    {
        _unit = (string)chosen.Value!;
        return PreviewAsync();
    }

    private Task SetReferenceAsync(ChangeEventArgs chosen)
    {
        if (VideoId.TryParse((string?)chosen.Value, null, out var video))
        {
            _reference = video;
            _correctTime = Reference is { } shown ? TimeText(shown) : _correctTime;
        }

        return PreviewAsync();
    }

    // Empty while a part is missing.
    private Task SetCorrectTimeAsync(string time)
    {
        _correctTime = time;
        return PreviewAsync();
    }

    private DateTime? ReadTime() =>
        DateTime.TryParseExact(_correctTime, TimeFormat, Invariant, DateTimeStyles.None, out var time) ? time : null;

    private async Task PreviewAsync()
    {
        if (Chosen.Count > 1)
        {
            _preview = IsEmpty || CreateChange() is not { } change ? [] : await ComputeAsync(change);
        }
    }

    private async Task<IReadOnlyList<VideoDateChange>> ComputeAsync(DateChange? change) =>
        await Preview.ComputeAsync(Chosen, change, await Viewer.SeesPrivateAsync(), CancellationToken.None);

    private async Task SaveAsync()
    {
        // Enter can be pressed before the button is disabled.
        if (IsEmpty)
        {
            return;
        }

        if (CreateChange() is not { } change)
        {
            _error = VideoDateText.Parse(_text, Clock).Error;
            return;
        }

        var outcome = await Edit.ApplyAsync(
            [.. _videos.Select(video => video.Video)],
            new VideoChanges { Dates = [change] },
            await Viewer.SeesPrivateAsync(),
            CancellationToken.None
        );
        switch (outcome)
        {
            case BulkEditOutcome.Done({ Count: 0 }, _):
                break;
            case BulkEditOutcome.Done([var only], var undo):
                var changed = (await ComputeAsync(null)).First(video => video.Video == only);
                Toasts.ShowUndo(Edit, $"Date filmed: {Describe(changed.Before)}", undo);
                break;
            case BulkEditOutcome.Done(var all, var undo):
                Toasts.ShowUndo(Edit, $"{all.Count} dates changed", undo);
                break;
            default:
                Toasts.Add(
                    "No date was changed: a selected video was changed or deleted in the meantime.",
                    Severity.Error
                );
                break;
        }

        Dialog.Close();
    }
}
