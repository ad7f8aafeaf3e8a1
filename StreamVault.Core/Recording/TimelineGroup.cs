namespace StreamVault.Core.Recording;

/// <summary>
/// The heading that a video is listed under when videos are sorted by date filmed. Each month, season, year, decade,
/// century and interval has its own.
/// </summary>
/// <param name="Year">The year in which the period starts.</param>
/// <param name="Month">The month in which it starts, from 1.</param>
/// <param name="Precision">The kind of the period. Days belong to their month.</param>
public readonly record struct TimelineGroup(int Year, int Month, DatePrecision Precision)
{
    private const int Kinds = 10;

    /// <summary>
    /// The group as a number that sorts by start. Of two groups with the same start, the shorter has the greater number.
    /// </summary>
    public int Number => (((Year * 100) + Month) * Kinds) + (Kinds - 1 - (int)Precision);

    /// <summary>The group of a date.</summary>
    public static TimelineGroup Of(EdtfDate date) =>
        new(
            date.SortDay.Year,
            date.SortDay.Month,
            date.Precision == DatePrecision.Day ? DatePrecision.Month : date.Precision
        );

    /// <summary>The group of an exact time.</summary>
    public static TimelineGroup Of(DateTime time) => new(time.Year, time.Month, DatePrecision.Month);

    /// <summary>Reads a <see cref="Number"/>.</summary>
    public static TimelineGroup FromNumber(int number) =>
        new(number / (Kinds * 100), number / Kinds % 100, (DatePrecision)(Kinds - 1 - (number % Kinds)));
}
