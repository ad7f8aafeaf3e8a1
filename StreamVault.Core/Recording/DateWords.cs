using System.Globalization;

namespace StreamVault.Core.Recording;

/// <summary>The words that a date is found by.</summary>
public static class DateWords
{
    private static readonly string[] Seasons = ["winter", "spring", "summer", "autumn fall"];

    /// <summary>The words of a date: <c>1998 12 24 december</c>, <c>1998 spring</c>, <c>1990s</c>.</summary>
    /// <param name="date">The date.</param>
    public static string Of(EdtfDate date)
    {
        var day = date.SortDay;
        var year = day.Year.ToString(CultureInfo.InvariantCulture);
        return date.Precision switch
        {
            DatePrecision.Day => $"{day:yyyy MM dd} {Month(day)}",
            DatePrecision.Month => $"{day:yyyy MM} {Month(day)}",
            DatePrecision.Season => $"{year} {Seasons[day.Month / 3 % 4]}",
            DatePrecision.Decade => $"{year}s",
            DatePrecision.Century => $"{year}s {(day.Year / 100) + 1}th century",
            DatePrecision.Interval => string.Join(
                ' ',
                new[] { date.Earliest, date.Latest }.OfType<DateOnly>().Select(end => end.Year).Distinct()
            ),
            _ => year,
        };
    }

    private static string Month(DateOnly day) => day.ToString("MMMM", CultureInfo.InvariantCulture);
}
