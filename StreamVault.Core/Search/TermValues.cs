using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Core.Recording;

namespace StreamVault.Core.Search;

/// <summary>Reads dates and durations in a search.</summary>
internal static partial class TermValues
{
    /// <summary>Reads <c>1998</c>, <c>1998-12</c>, <c>1998-12-24</c> or <c>199X</c>.</summary>
    public static EdtfDate? Date(string value) =>
        EdtfDate.TryParse(value.Trim().ToUpperInvariant(), null, out var date) ? date : null;

    /// <summary>Reads a date, or two years: <c>1998-2003</c> or <c>1998..2003</c>.</summary>
    /// <returns>The first day, and the day after the last; null if it can't be read.</returns>
    public static (DateOnly? From, DateOnly? Until)? Years(string value)
    {
        var range = Range().Match(value.Trim());
        var date = Date(range.Success ? $"{range.Groups[1].Value}/{range.Groups[2].Value}" : value);
        return date is null ? null : (date.Earliest, date.Latest?.AddDays(1));
    }

    /// <summary>Reads <c>90s</c>, <c>10m</c>, <c>1h30m</c>, <c>1:30:00</c> or <c>10</c> minutes.</summary>
    public static double? Seconds(string value)
    {
        var text = value.Trim().ToLowerInvariant();
        if (Minutes().IsMatch(text))
        {
            return double.Parse(text, CultureInfo.InvariantCulture) * 60;
        }

        if (Clock().Match(text) is { Success: true } clock)
        {
            return (Number(clock.Groups["h"]) * 3600) + (Number(clock.Groups["m"]) * 60) + Number(clock.Groups["s"]);
        }

        var units = Units().Match(text);
        return text.Length > 0 && units.Success
            ? (Number(units.Groups["h"]) * 3600) + (Number(units.Groups["m"]) * 60) + Number(units.Groups["s"])
            : null;
    }

    private static double Number(Group group) =>
        group.Success ? double.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A([0-9]{4})(?:-|\.\.)([0-9]{4})\z")]
    private static partial Regex Range();

    [GeneratedRegex(@"\A(?:[0-9]{1,6}(?:\.[0-9]{0,3})?|\.[0-9]{1,3})\z")]
    private static partial Regex Minutes();

    [GeneratedRegex(@"\A(?:(?<h>[0-9]{1,3}):)?(?<m>[0-9]{1,4}):(?<s>[0-9]{1,2})\z")]
    private static partial Regex Clock();

    [GeneratedRegex(
        @"\A(?:(?<h>[0-9]{1,4}(?:\.[0-9]{1,3})?)h)?(?:(?<m>[0-9]{1,6}(?:\.[0-9]{1,3})?)m(?:in)?)?(?:(?<s>[0-9]{1,8})s)?\z"
    )]
    private static partial Regex Units();
}
