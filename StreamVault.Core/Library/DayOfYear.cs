using System.Globalization;

namespace StreamVault.Core.Library;

/// <summary>A day of every year, or the days around it.</summary>
/// <param name="Month">The month, from 1.</param>
/// <param name="Day">The day of the month, from 1.</param>
/// <param name="Around">How many days before and after it are included.</param>
public readonly record struct DayOfYear(int Month, int Day, int Around = 0)
{
    // A leap year, so that it has every day.
    private const int AnyYear = 2024;
    private const string Format = "MM-dd";

    /// <summary>The day of a date.</summary>
    public static DayOfYear Of(DateOnly date, int around = 0) => new(date.Month, date.Day, around);

    /// <summary>Reads a day as <c>12-24</c>. Returns null if it is invalid.</summary>
    public static DayOfYear? Parse(string? text, int around = 0) =>
        DateOnly.TryParseExact($"{AnyYear}-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, 0, out var date)
            ? Of(date, around)
            : null;

    /// <returns>The day as <c>12-24</c>.</returns>
    public override string ToString() =>
        new DateOnly(AnyYear, Month, Day).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The included days as numbers: <c>1224</c> for 24 December.</summary>
    internal IReadOnlyList<int> Numbers()
    {
        var day = new DateOnly(AnyYear, Month, Day);
        return
        [
            .. Enumerable
                .Range(-Around, (2 * Around) + 1)
                .Select(day.AddDays)
                .Select(near => Number(near.Month, near.Day)),
        ];
    }

    /// <summary>The day as a number: <c>1224</c>.</summary>
    internal static int Number(int month, int day) => (month * 100) + day;
}
