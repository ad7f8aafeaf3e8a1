using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamVault.Web.Text;

/// <summary>Times within a video as people write them.</summary>
internal static partial class ClockTime
{
    /// <summary>Writes a time to the tenth of a second: <c>1:23</c>, <c>1:02:03.5</c>.</summary>
    public static string Write(double seconds)
    {
        // Rounded down, so that a time within a video never becomes its end.
        var tenths = (long)Math.Floor(seconds * 10);
        var (hours, minutes, rest) = (tenths / 36_000, tenths / 600 % 60, tenths % 600);
        var text = hours > 0 ? Invariant($"{hours}:{minutes:00}") : Invariant($"{minutes}");
        return Invariant($"{text}:{rest / 10:00}") + (rest % 10 == 0 ? "" : Invariant($".{rest % 10}"));
    }

    /// <summary>Reads <c>83</c>, <c>1:23</c>, <c>1:02:03</c>, each with an optional fraction.</summary>
    /// <returns>Null if it isn't a valid time.</returns>
    public static double? Parse(string text)
    {
        var match = Time().Match(text.Trim().Replace(',', '.'));
        return match.Success
            ? (Number(match.Groups["h"]) * 3600) + (Number(match.Groups["m"]) * 60) + Number(match.Groups["s"])
            : null;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static double Number(Group group) =>
        group.Success ? double.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?:(?:(?<h>[0-9]{1,3}):)?(?<m>[0-9]{1,3}):)?(?<s>[0-9]{1,6}(?:\.[0-9]{1,3})?)\z")]
    private static partial Regex Time();
}
