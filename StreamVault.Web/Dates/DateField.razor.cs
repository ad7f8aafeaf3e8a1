using System.Globalization;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Dates;
using StreamVault.Core.Recording;

namespace StreamVault.Web.Dates;

/// <summary>A field for a date that the user types or chooses, with its meaning in words.</summary>
public sealed partial class DateField : ComponentBase, IDisposable
{
    private const string DayFormat = "yyyy-MM-dd";

    // Long enough not to complain about half a date, short enough to be seen before saving.
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(800);
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
    private readonly CancellationTokenSource _disposal = new();
    private readonly CancellationToken _disposed;
    private string _certainty = Certainties[0];
    private DatePrecision _precision = DatePrecision.Day;
    private string _day = "";
    private int? _month;
    private int? _season;
    private int? _year;
    private string _text = "";
    private string _meaning = "";
    private string? _parsedText;
    private string? _fault;
    private int _edits;

    /// <summary>Creates the field.</summary>
    public DateField() => _disposed = _disposal.Token;

    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Called when the user changes it.</summary>
    [Parameter]
    public EventCallback<string> TextChanged { get; set; }

    /// <summary>What an empty field means.</summary>
    [Parameter]
    public string EmptyMeaning { get; set; } = "";

    /// <summary>Why it can't be saved; null if it can.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    private string Meaning => string.IsNullOrWhiteSpace(_text) ? EmptyMeaning : _meaning;

    private string? Fault => Error ?? _fault;

    protected override void OnParametersSet()
    {
        if (_parsedText != Text)
        {
            _text = Text;
            ParseText(Text);
        }
    }

    private void ParseText(string text)
    {
        _parsedText = text;
        (var change, _meaning, _) = VideoDateText.Parse(text, Clock);
        switch (change)
        {
            case DateChange.Enter(var date):
                SelectDate(date);
                break;
            case DateChange.EnterTime(var exact):
                SelectDate(exact.Day);
                break;
        }
    }

    // Makes the lists show the typed date as far as possible.
    private void SelectDate(EdtfDate date)
    {
        var text = DateText.InSentence(date);
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
            SelectDate(period.Precision, period.SortDay);
        }
    }

    // Parts that the text doesn't contain, such as the month of a year, stay as chosen.
    private void SelectDate(DatePrecision precision, DateOnly first)
    {
        (_precision, _year) = (precision, first.Year);
        _day = precision == DatePrecision.Day ? first.ToString(DayFormat, Invariant) : _day;
        _month = precision is DatePrecision.Day or DatePrecision.Month ? first.Month : _month;
        _season = precision == DatePrecision.Season ? (first.Month / 3 + 3) % 4 : _season;
    }

    private static string OptionValue(int? number) => number?.ToString(Invariant) ?? "";

    private DateOnly? ReadDay() =>
        DateOnly.TryParseExact(_day, DayFormat, Invariant, DateTimeStyles.None, out var day) ? day : null;

    private async Task EditAsync()
    {
        var changing = ChangeAsync(_text);
        var edit = _edits;
        await changing;
        await Task.Delay(TypingPause, Clock, _disposed);
        if (edit == _edits)
        {
            _fault = VideoDateText.Parse(_text, Clock).Error;
        }
    }

    private Task SetCertaintyAsync(ChangeEventArgs chosen)
    {
        _certainty = (string)chosen.Value!;
        return ComposeAsync();
    }

    private Task SetPrecisionAsync(ChangeEventArgs chosen)
    {
        _precision = Enum.Parse<DatePrecision>((string)chosen.Value!);
        return ComposeAsync();
    }

    // The browser reports nothing while a part is missing, and each digit of the year: 0001, 0019, 0199, 1998.
    private Task SetDayAsync(string day)
    {
        _day = day;
        return ComposeAsync();
    }

    private Task SetMonthAsync(ChangeEventArgs chosen)
    {
        _month = int.Parse((string)chosen.Value!, Invariant);
        return ComposeAsync();
    }

    private Task SetSeasonAsync(ChangeEventArgs chosen)
    {
        _season = int.Parse((string)chosen.Value!, Invariant);
        return ComposeAsync();
    }

    private Task SetDecadeAsync(ChangeEventArgs chosen) => SetYearAsync(int.Parse((string)chosen.Value!, Invariant));

    private Task SetYearAsync(int? year)
    {
        _year = year;
        return ComposeAsync();
    }

    // The text changes only once all parts are chosen.
    private Task ComposeAsync()
    {
        var period = (_precision, _year) switch
        {
            (DatePrecision.Day, _) => ReadDay() is { Year: >= 1800 and < 2200 } day ? DateText.Of(day) : null,
            (_, null or < 1800 or >= 2200) => null,
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
        (_text, _fault) = (text, null);
        _edits++;
        ParseText(text);
        return TextChanged.InvokeAsync(text);
    }

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
    }
}
