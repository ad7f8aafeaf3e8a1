using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace StreamVault.Core.Recording;

/// <summary>How exactly an <see cref="EdtfDate"/> is known.</summary>
public enum DatePrecision
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A season of a year.</summary>
    Season,

    /// <summary>A year.</summary>
    Year,

    /// <summary>A decade.</summary>
    Decade,

    /// <summary>A century.</summary>
    Century,

    /// <summary>Between two dates, or before or after one.</summary>
    Interval,
}

/// <summary>
/// A date as people know it, in a subset of the Extended Date/Time Format (EDTF) level 1: <c>1998-12-24</c>,
/// <c>1998-12</c>, <c>1998-21</c> (spring), <c>1998</c>, <c>199X</c>, <c>19XX</c>, each also as <c>1998~</c> (about) or
/// <c>1998?</c> (uncertain), and the intervals <c>../1998</c>, <c>1998/..</c> and <c>1998/2001</c>. Years are from 1800
/// to 2199. See https://www.loc.gov/standards/datetime/.
/// </summary>
[JsonConverter(typeof(EdtfJson))]
public sealed partial record EdtfDate : IParsable<EdtfDate>
{
    private const int MaxLength = 30;
    private static readonly int[] SeasonStarts = [3, 6, 9, 12];

    private EdtfDate(string text, DateOnly? earliest, DateOnly? latest, DatePrecision precision, bool isApproximate)
    {
        Text = text;
        Earliest = earliest;
        Latest = latest;
        Precision = precision;
        IsApproximate = isApproximate;
    }

    /// <summary>The date in EDTF.</summary>
    public string Text { get; }

    /// <summary>The first possible day; null in <c>../1998</c>.</summary>
    public DateOnly? Earliest { get; }

    /// <summary>The last possible day; null in <c>1998/..</c>.</summary>
    public DateOnly? Latest { get; }

    /// <summary>How exactly it is known.</summary>
    public DatePrecision Precision { get; }

    /// <summary>Whether it is marked as approximate or uncertain.</summary>
    public bool IsApproximate { get; }

    /// <summary>Whether it is one certain day.</summary>
    public bool IsExactDay => Precision == DatePrecision.Day && !IsApproximate;

    /// <summary>The day that it is sorted by: the first possible one, or the start of the last possible year.</summary>
    public DateOnly SortDay => Earliest ?? new DateOnly(Latest!.Value.Year, 1, 1);

    /// <summary>Whether it is certainly in the future. Tomorrow isn't: it can be today in another time zone.</summary>
    public bool IsInFuture(TimeProvider clock) =>
        Earliest > DateOnly.FromDateTime(clock.GetLocalNow().DateTime).AddDays(1);

    /// <summary>Creates the date of a day.</summary>
    public static EdtfDate Of(DateOnly day) =>
        new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day, day, DatePrecision.Day, false);

    /// <summary>The period of the same length directly before or after this one.</summary>
    /// <param name="step">-1 for the one before, 1 for the one after.</param>
    /// <returns>Null for an interval, and outside the supported years.</returns>
    public EdtfDate? Adjacent(int step)
    {
        if (Precision == DatePrecision.Interval)
        {
            return null;
        }

        return Containing(step < 0 ? Earliest!.Value.AddDays(-1) : Latest!.Value.AddDays(1));
    }

    /// <summary>Moves the date. A longer period becomes the period that its middle moves into.</summary>
    /// <param name="move">Moves a time; null if the result is out of range.</param>
    /// <returns>Null if it would be outside the supported years.</returns>
    public EdtfDate? Moved(Func<DateTime, DateTime?> move)
    {
        if (Precision == DatePrecision.Interval)
        {
            var ends = Text.Split('/').Select(end => end == ".." ? end : Read(end)!.Moved(move)?.Text).ToArray();
            return ends.Contains(null) ? null : Read(string.Join('/', ends));
        }

        var middle = Earliest!.Value.AddDays((Latest!.Value.DayNumber - Earliest.Value.DayNumber) / 2);
        return move(middle.ToDateTime(TimeOnly.MinValue)) is { } moved
            ? Containing(DateOnly.FromDateTime(moved))
            : null;
    }

    // The period of the same precision that contains a day, with the same mark (~, ? or %).
    private EdtfDate? Containing(DateOnly day)
    {
        var written = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = Precision switch
        {
            DatePrecision.Day => written,
            DatePrecision.Month => written[..7],
            DatePrecision.Season => SeasonOf(day),
            DatePrecision.Year => written[..4],
            DatePrecision.Decade => written[..3] + "X",
            _ => written[..2] + "XX",
        };
        return Read(text + (Text[^1] is '~' or '?' or '%' ? Text[^1..] : ""));
    }

    /// <inheritdoc />
    public static EdtfDate Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var date) ? date : throw new FormatException($"Not an EDTF date: {s}");

    /// <inheritdoc />
    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [MaybeNullWhen(false)] out EdtfDate result
    )
    {
        result = s is null || s.Length > MaxLength ? null : Read(s.Trim());
        return result is not null;
    }

    /// <returns>The date in EDTF.</returns>
    public override string ToString() => Text;

    private static EdtfDate? Read(string text)
    {
        if (text.Split('/') is not [var from, var to])
        {
            return Single(text);
        }

        var (start, end) = (Single(from), Single(to));
        if ((from != ".." && start is null) || (to != ".." && end is null) || (start is null && end is null))
        {
            return null;
        }

        return start?.Earliest > end?.Latest
            ? null
            : new EdtfDate(
                text,
                start?.Earliest,
                end?.Latest,
                DatePrecision.Interval,
                start?.IsApproximate == true || end?.IsApproximate == true
            );
    }

    // January and February belong to the winter of the year before.
    private static string SeasonOf(DateOnly day)
    {
        var shifted = day.AddMonths(-2);
        return string.Create(CultureInfo.InvariantCulture, $"{shifted.Year}-{21 + ((shifted.Month - 1) / 3)}");
    }

    private static EdtfDate? Single(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var isApproximate = match.Groups["mark"].Success;
        EdtfDate Between(DateOnly first, DateOnly last, DatePrecision precision) =>
            new(text, first, last, precision, isApproximate);
        if (match.Groups["open"].Success)
        {
            var years = match.Groups["open"].Length == 1 ? 10 : 100;
            var start = new DateOnly(Number(match.Groups["start"]) * years, 1, 1);
            return Between(
                start,
                start.AddYears(years).AddDays(-1),
                years == 10 ? DatePrecision.Decade : DatePrecision.Century
            );
        }

        var year = new DateOnly(Number(match.Groups["y"]), 1, 1);
        if (!match.Groups["m"].Success)
        {
            return Between(year, year.AddYears(1).AddDays(-1), DatePrecision.Year);
        }

        var month = Number(match.Groups["m"]);
        if (month is >= 21 and <= 24 && !match.Groups["d"].Success)
        {
            var start = new DateOnly(year.Year, SeasonStarts[month - 21], 1);
            return Between(start, start.AddMonths(3).AddDays(-1), DatePrecision.Season);
        }

        if (month is < 1 or > 12)
        {
            return null;
        }

        var first = new DateOnly(year.Year, month, 1);
        if (!match.Groups["d"].Success)
        {
            return Between(first, first.AddMonths(1).AddDays(-1), DatePrecision.Month);
        }

        var day = Number(match.Groups["d"]);
        return day >= 1 && day <= DateTime.DaysInMonth(year.Year, month)
            ? Between(first.AddDays(day - 1), first.AddDays(day - 1), DatePrecision.Day)
            : null;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\A(?:(?<start>(?:1[89]|2[01])[0-9])(?<open>X)|(?<start>1[89]|2[01])(?<open>XX)|(?<y>(?:1[89]|2[01])[0-9]{2})(?:-(?<m>[0-9]{2})(?:-(?<d>[0-9]{2}))?)?)(?<mark>[?~%])?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Pattern();
}
