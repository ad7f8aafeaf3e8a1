using System.Globalization;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;

namespace StreamVault.Core.BulkEdits;

/// <summary>Shifts the date of a video.</summary>
internal static class DateShift
{
    private const int FirstYear = 1800;
    private const int LastYear = 2199;

    /// <summary>Shifts the date. A date without a time of day is shifted by whole days.</summary>
    /// <returns>False if the result would be out of range; then nothing is changed.</returns>
    public static bool TryApply(Video video, TimeSpan by)
    {
        if (video.ApproximateDate is { } date)
        {
            var shifted = Shifted(date, (int)by.TotalDays);
            video.ApproximateDate = shifted ?? date;
            return shifted is not null;
        }

        if (video.Recorded is not { } recorded)
        {
            return true;
        }

        var ticks = recorded.TimeKnown ? by : TimeSpan.FromDays((int)by.TotalDays);
        var local = recorded.At.DateTime;
        if (
            ticks < DateTime.MinValue.AddYears(FirstYear - 1) - local
            || ticks > DateTime.MaxValue.AddYears(LastYear - 9999) - local
        )
        {
            return false;
        }

        if (ticks != TimeSpan.Zero)
        {
            video.Recorded = recorded with { At = recorded.At + ticks, From = RecordingDateSource.Person };
        }

        return true;
    }

    /// <summary>Shifts a date by days. The middle of a longer period decides which period it becomes.</summary>
    /// <returns>Null if it would be out of range.</returns>
    public static EdtfDate? Shifted(EdtfDate date, int days)
    {
        var parts = date.Text.Split('/').Select(part => part == ".." ? part : Part(part, days)).ToArray();
        return parts.Contains(null) ? null
            : EdtfDate.TryParse(string.Join('/', parts), CultureInfo.InvariantCulture, out var shifted) ? shifted
            : null;
    }

    private static string? Part(string text, int days)
    {
        var date = EdtfDate.Parse(text, CultureInfo.InvariantCulture);
        var (first, last) = (date.Earliest!.Value, date.Latest!.Value);
        var middle = (long)first.AddDays((last.DayNumber - first.DayNumber) / 2).DayNumber + days;
        if (middle < new DateOnly(FirstYear, 1, 1).DayNumber || middle > new DateOnly(LastYear, 12, 31).DayNumber)
        {
            return null;
        }

        var day = DateOnly.FromDayNumber((int)middle);
        var mark = text[^1] is '~' or '?' or '%' ? text[^1..] : "";
        return Period(day, date.Precision) + mark;
    }

    private static string Period(DateOnly day, DatePrecision precision)
    {
        // January and February belong to the winter of the year before.
        var season = day.Month < 3 ? day.AddYears(-1) : day;
        return precision switch
        {
            DatePrecision.Day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DatePrecision.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            DatePrecision.Season => FormattableString.Invariant(
                $"{season.Year}-{(day.Month < 3 ? 24 : 20 + (day.Month / 3))}"
            ),
            DatePrecision.Year => FormattableString.Invariant($"{day.Year}"),
            DatePrecision.Decade => FormattableString.Invariant($"{day.Year / 10}X"),
            _ => FormattableString.Invariant($"{day.Year / 100}XX"),
        };
    }
}
