using System.Globalization;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;

namespace StreamVault.Web.Dates;

/// <summary>A date as the user types or chooses it, with what it means.</summary>
public sealed partial class DateField : ComponentBase
{
    private static readonly string[] Certainties = ["Exactly", "About", "Before", "After"];
    private static readonly string[] Seasons = ["Spring", "Summer", "Autumn", "Winter"];

    private static readonly DatePrecision[] Precisions =
    [
        DatePrecision.Day,
        DatePrecision.Month,
        DatePrecision.Season,
        DatePrecision.Year,
        DatePrecision.Decade,
    ];

    private readonly string _id = $"date-{Guid.NewGuid():N}";
    private string _certainty = Certainties[0];
    private DatePrecision _precision = DatePrecision.Day;
    private DateOnly _day;
    private int _season;
    private string _meaning = "";
    private string? _read;
    private string? _first;

    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Called when the user changes it.</summary>
    [Parameter]
    public EventCallback<string> TextChanged { get; set; }

    /// <summary>Why it can't be saved; null if it can.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    protected override void OnParametersSet()
    {
        if (_read != Text)
        {
            Read(Text);
        }
    }

    private void Read(string text)
    {
        _read = text;
        (var change, _meaning, _) = VideoDateText.Understand(text, Clock);
        if (_first is null && text.Length == 0)
        {
            _meaning = "";
        }

        _first ??= text;
        switch (change)
        {
            case DateChange.Set({ } date):
                Show(date);
                break;
            case DateChange.SetExact(var exact):
                Show(EdtfDate.Of(DateOnly.FromDateTime(exact.At.DateTime)));
                break;
            default:
                _day = _day == default ? Today : _day;
                break;
        }
    }

    // The lists show what was typed, as far as they can.
    private void Show(EdtfDate date)
    {
        var text = DateText.Inside(date);
        _certainty =
            text.StartsWith("before ", StringComparison.Ordinal) ? "Before"
            : text.StartsWith("after ", StringComparison.Ordinal) ? "After"
            : date.IsApproximate ? "About"
            : "Exactly";
        var period = _certainty is "Before" or "After"
            ? WrittenDate.Read(text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..])
            : date;
        if (period is not null && Precisions.Contains(period.Precision))
        {
            (_precision, _day) = (period.Precision, period.SortDay);
            _season = (_day.Month / 3 + 3) % 4;
        }
    }

    private Task TypeAsync(ChangeEventArgs typed) => ChangeAsync((string?)typed.Value ?? "");

    private Task CertaintyAsync(ChangeEventArgs chosen)
    {
        _certainty = (string)chosen.Value!;
        return ComposeAsync();
    }

    private Task PrecisionAsync(ChangeEventArgs chosen)
    {
        _precision = Enum.Parse<DatePrecision>((string)chosen.Value!);
        return ComposeAsync();
    }

    private Task DayAsync(ChangeEventArgs chosen)
    {
        if (DateOnly.TryParseExact((string?)chosen.Value, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out var day))
        {
            _day = day;
        }

        return ComposeAsync();
    }

    private Task MonthAsync(ChangeEventArgs chosen)
    {
        _day = new DateOnly(_day.Year, int.Parse((string)chosen.Value!, Invariant), 1);
        return ComposeAsync();
    }

    private Task SeasonAsync(ChangeEventArgs chosen)
    {
        _season = int.Parse((string)chosen.Value!, Invariant);
        return ComposeAsync();
    }

    private Task YearAsync(ChangeEventArgs chosen)
    {
        if (
            int.TryParse((string?)chosen.Value, NumberStyles.None, Invariant, out var year)
            && year is >= 1800 and < 2200
        )
        {
            _day = new DateOnly(year, _day.Month, 1);
        }

        return ComposeAsync();
    }

    private Task ComposeAsync()
    {
        var period = _precision switch
        {
            DatePrecision.Day => DateText.Of(_day),
            DatePrecision.Month => _day.ToString("MMMM yyyy", Invariant),
            DatePrecision.Season => string.Create(Invariant, $"{Seasons[_season].ToLowerInvariant()} {_day.Year}"),
            DatePrecision.Decade => string.Create(Invariant, $"{_day.Year / 10 * 10}s"),
            _ => string.Create(Invariant, $"{_day.Year}"),
        };
        var text = _certainty == "Exactly" ? period : $"{_certainty} {period}";
        return ChangeAsync(char.ToUpperInvariant(text[0]) + text[1..]);
    }

    private Task ChangeAsync(string text)
    {
        // Parts that the text doesn't contain, such as the month of a year, stay as chosen.
        Read(text);
        return TextChanged.InvokeAsync(text);
    }
}
