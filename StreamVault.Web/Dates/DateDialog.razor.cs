using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;

namespace StreamVault.Web.Dates;

/// <summary>
/// Changes the date filmed of one or many videos: sets it, moves it, or corrects the camera's clock. Shows each date before
/// and after.
/// </summary>
public sealed partial class DateDialog : ComponentBase
{
    private const int MostShown = 50;
    private const int MostListed = 500;

    private static readonly (Mode, string)[] Modes =
    [
        (Mode.Set, "Set the date"),
        (Mode.Move, "Move"),
        (Mode.Clock, "The camera’s clock was wrong"),
        (Mode.Remove, "Remove what you entered"),
    ];

    private static readonly string[] Units = ["hours", "days", "years"];

    private IReadOnlyList<DateChangeOfVideo> _videos = [];
    private IReadOnlyList<DateChangeOfVideo> _preview = [];
    private IReadOnlyList<DateChangeOfVideo> _timed = [];
    private Mode _mode;
    private string _text = "";
    private string? _error;
    private int _amount = 1;
    private string _unit = Units[0];
    private string _direction = "later";
    private VideoId _reference;
    private DateTime _correct;

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
    private VideoDates Dates { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private RecordingDate? Reference => _timed.FirstOrDefault(video => video.Video == _reference)?.Before.Recorded;

    private TimeSpan Difference => Reference is { } shown ? _correct - shown.At.DateTime : default;

    private string ClockMeaning =>
        Difference == default
            ? "Enter the time that the camera should have shown."
            : $"All dates move {Readable.Span(Difference.Duration())} {(Difference > default(TimeSpan) ? "later" : "earlier")}.";

    private string Summary
    {
        get
        {
            var count = _preview.Count(video => video.IsChange);
            var shown = count > MostShown ? $"; the first {MostShown} are listed" : "";
            return count == 0 ? "No date changes." : $"{Readable.Count(count, "date changes", "dates change")}{shown}:";
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
        _videos = await Dates.PreviewAsync(Chosen, new DateChange.Shift(default), CancellationToken.None);
        _timed = [.. _videos.Where(video => video.Before is { Recorded.TimeKnown: true, ApproximateDate: null })];
        if (_timed is [var first, ..])
        {
            (_reference, _correct) = (first.Video, first.Before.Recorded!.At.DateTime);
        }

        if (_videos is [var only])
        {
            _text =
                only.Before.ApproximateDate is { } date ? DateText.Of(date)
                : only.Before.Recorded is { } recorded ? recorded.ToString()
                : "";
        }
    }

    private static string Words(VideoDate date) =>
        date.ApproximateDate is { } approximate ? DateText.Of(approximate)
        : date.Recorded is { TimeKnown: true } exact ? DateText.Of(exact.At.DateTime)
        : date.Recorded is { } day ? DateText.Of(DateOnly.FromDateTime(day.At.DateTime))
        : "Unknown";

    // Null while the input is incomplete.
    private DateChange? Change()
    {
        switch (_mode)
        {
            case Mode.Set:
                return VideoDateText.Understand(_text, Clock).Change;
            case Mode.Clock:
                return new DateChange.Shift(Difference);
            case Mode.Remove:
                return new DateChange.Set(null);
            default:
                var amount = _direction == "later" ? _amount : -_amount;
                return _unit switch
                {
                    "hours" => new DateChange.Shift(TimeSpan.FromHours(amount)),
                    "days" => new DateChange.Shift(TimeSpan.FromDays(amount)),
                    _ => new DateChange.ShiftYears(amount),
                };
        }
    }

    private Task ChooseAsync(Mode mode)
    {
        _mode = mode;
        return PreviewAsync();
    }

    private Task TypeAsync(string text)
    {
        (_text, _error) = (text, null);
        return PreviewAsync();
    }

    private Task AmountAsync(ChangeEventArgs typed)
    {
        _amount = int.TryParse((string?)typed.Value, NumberStyles.None, Invariant, out var amount)
            ? Math.Min(amount, 1_000_000)
            : 0;
        return PreviewAsync();
    }

    private Task UnitAsync(ChangeEventArgs chosen)
    {
        _unit = (string)chosen.Value!;
        return PreviewAsync();
    }

    private Task DirectionAsync(ChangeEventArgs chosen)
    {
        _direction = (string)chosen.Value!;
        return PreviewAsync();
    }

    private Task ReferenceAsync(ChangeEventArgs chosen)
    {
        if (VideoId.TryParse((string?)chosen.Value, null, out var video))
        {
            _reference = video;
            _correct = Reference?.At.DateTime ?? _correct;
        }

        return PreviewAsync();
    }

    private Task CorrectAsync(ChangeEventArgs typed)
    {
        if (DateTime.TryParse((string?)typed.Value, Invariant, DateTimeStyles.None, out var correct))
        {
            _correct = correct;
        }

        return PreviewAsync();
    }

    private async Task PreviewAsync()
    {
        if (Chosen.Count > 1)
        {
            // Many dates are removed only if that is chosen.
            var isEmpty = _mode == Mode.Set && _text.Length == 0;
            _preview =
                isEmpty || Change() is not { } change
                    ? []
                    : await Dates.PreviewAsync(Chosen, change, CancellationToken.None);
        }
    }

    private async Task SaveAsync()
    {
        if (Change() is not { } change)
        {
            _error = VideoDateText.Understand(_text, Clock).Error;
            return;
        }

        // Saving an unchanged date must not replace the camera's.
        var isSame = _videos is [{ Before.Recorded: { } recorded }] && _text.Trim() == $"{recorded}";
        var changed = isSame ? [] : await Dates.ApplyAsync(Chosen, change, CancellationToken.None);
        if (changed.Count > 0)
        {
            var (dates, toasts) = (Dates, Toasts);
            Toasts.Add(
                changed.Count == 1 ? $"Date filmed: {Words(changed[0].After)}" : $"{changed.Count} dates changed",
                Severity.Normal,
                toast =>
                {
                    toast.Action = "Undo";
                    toast.OnClick = async _ =>
                    {
                        var restored = await dates.UndoAsync(changed, CancellationToken.None);
                        toasts.Add($"{Readable.Count(restored, "date", "dates")} restored");
                    };
                }
            );
        }

        Dialog.Close();
    }
}
