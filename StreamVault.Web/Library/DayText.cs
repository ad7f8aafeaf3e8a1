using System.Globalization;
using StreamVault.Core.Library;

namespace StreamVault.Web.Library;

/// <summary>Days of the year as people say them.</summary>
internal static class DayText
{
    /// <returns><c>Filmed on 24 December</c>, <c>Filmed around 24 December</c>.</returns>
    public static string Of(DayOfYear day) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Filmed {(day.Around > 0 ? "around" : "on")} {day.Day} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(day.Month)}"
        );
}
