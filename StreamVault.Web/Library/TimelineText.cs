using System.Globalization;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;

namespace StreamVault.Web.Library;

/// <summary>The headings of the timeline, and days of the year.</summary>
internal static class TimelineText
{
    private static readonly string[] Centuries = ["19th", "20th", "21st", "22nd"];
    private static readonly string[] Seasons = ["Winter", "Spring", "Summer", "Autumn"];

    /// <summary>A heading: <c>March 1998</c>, <c>Spring 1998</c>, <c>1998</c>, <c>1990s</c>.</summary>
    public static string Of(TimelineGroup group) =>
        group.Precision switch
        {
            DatePrecision.Season => string.Create(
                CultureInfo.InvariantCulture,
                $"{Seasons[group.Month / 3 % 4]} {group.Year}"
            ),
            DatePrecision.Year => string.Create(CultureInfo.InvariantCulture, $"{group.Year}"),
            DatePrecision.Decade => string.Create(CultureInfo.InvariantCulture, $"{group.Year}s"),
            DatePrecision.Century => $"{Centuries[(group.Year / 100) - 18]} century",
            DatePrecision.Interval => string.Create(CultureInfo.InvariantCulture, $"Around {group.Year}"),
            _ => new DateOnly(group.Year, group.Month, 1).ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        };

    /// <returns><c>Filmed on 24 December</c>, <c>Filmed around 24 December</c>.</returns>
    public static string Of(DayOfYear day) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Filmed {(day.Around > 0 ? "around" : "on")} {day.Day} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(day.Month)}"
        );
}
