using System.Globalization;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Dates;
using StreamVault.Core.Recording;

namespace StreamVault.Web.Dates;

/// <summary>A field for a date that the user types or chooses, with its meaning in words.</summary>
public sealed partial class DateField : ComponentBase
{
    private const string DayFormat = "yyyy-MM-dd";
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
    private DateOnly? _day;
    private int? _month;
    private int? _season;
    private int? _year;
    private string _meaning = "";
    private string? _read;
    private string? _first;

    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Called when the user changes it.</summary>
    [Parameter]
    public EventCallback<string> TextChanged { get; set; }

    /// <summary>What removing the text means.</summary>
    [Parameter]
    public string EmptyMeaning { get; set; } = "";

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
        _first ??= text;
        (var change, _meaning, _) = VideoDateText.Understand(text, Clock);
        switch (change)
        {
            case DateChange.Enter(var date):
                Show(date);
                break;
            case DateChange.EnterTime(var exact):
                Show(exact.Day);
                break;
            case DateChange.Remove when _first.Length > 0:
                _meaning = EmptyMeaning;
                break;
        }
    }

    // Makes the lists show the typed date as far as possible.
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
            Show(period.Precision, period.SortDay);
        }
    }

    // Parts that the text doesn't contain, such as the month of a year, stay as chosen.
    private void Show(DatePrecision precision, DateOnly first)
    {
        (_precision, _year) = (precision, first.Year);
        _day = precision == DatePrecision.Day ? first : _day;
        _month = precision is DatePrecision.Day or DatePrecision.Month ? first.Month : _month;
        _season = precision == DatePrecision.Season ? (first.Month / 3 + 3) % 4 : _season;
    }

    private static string Chosen(int? number) => number?.ToString(Invariant) ?? "";

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
        if (DateOnly.TryParseExact((string?)chosen.Value, DayFormat, Invariant, DateTimeStyles.None, out var day))
        {
            _day = day;
        }

        return ComposeAsync();
    }

    private Task MonthAsync(ChangeEventArgs chosen)
    {
        _month = int.Parse((string)chosen.Value!, Invariant);
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
            _year = year;
        }

        return ComposeAsync();
    }

    // The text changes only once all parts are chosen.
    private Task ComposeAsync()
    {
        var period = (_precision, _year) switch
        {
            (DatePrecision.Day, _) => _day is { } day ? DateText.Of(day) : null,
            (_, null) => null,
            (DatePrecision.Month, _) => _month is { } month
                ? string.Create(Invariant, $"{Invariant.DateTimeFormat.GetMonthName(month)} {_year}")
                : null,
            (DatePrecision.Season, _) => _season is { } season
                ? string.Create(Invariant, $"{Seasons[season].ToLowerInvariant()} {_year}")
                : null,
            (DatePrecision.Decade, _) => string.Create(Invariant, $"{_year / 10 * 10}s"),
            _ => string.Create(Invariant, $"{_year}"),
        };
        if (period is null)
        {
            return Task.CompletedTask;
        }

        var text = _certainty == "Exactly" ? period : $"{_certainty} {period}";
        return ChangeAsync(char.ToUpperInvariant(text[0]) + text[1..]);
    }

    private Task ChangeAsync(string text)
    {
        Read(text);
        return TextChanged.InvokeAsync(text);
    }
}
