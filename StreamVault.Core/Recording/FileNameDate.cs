using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamVault.Core.Recording;

/// <summary>The date in a file name, as phones and messengers write it.</summary>
/// <param name="Wall">The date and time; midnight if the name has no time.</param>
/// <param name="TimeKnown">Whether the name has a time of day.</param>
/// <param name="IsUtc">Whether the time is in UTC, as on Google's Pixel phones.</param>
internal sealed partial record FileNameDate(DateTime Wall, bool TimeKnown, bool IsUtc)
{
    /// <returns>Null if the name has no valid date.</returns>
    public static FileNameDate? In(string filename)
    {
        foreach (var match in Dated().Matches(filename).AsEnumerable())
        {
            var hasTime = match.Groups["h"].Success;
            var digits = string.Concat(
                match.Groups["y"].Value,
                match.Groups["mo"].Value,
                match.Groups["d"].Value,
                hasTime ? match.Groups["h"].Value + match.Groups["mi"].Value + match.Groups["s"].Value : "000000"
            );
            if (
                DateTime.TryParseExact(
                    digits,
                    "yyyyMMddHHmmss",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var wall
                )
            )
            {
                return new FileNameDate(
                    wall,
                    hasTime,
                    hasTime && filename.StartsWith("PXL_", StringComparison.OrdinalIgnoreCase)
                );
            }
        }

        return null;
    }

    // VID_20190704_153012 · PXL_20210704_133012345 · 2019-07-04 15.30.12 · signal-2019-07-04-153012 · VID-20190704-WA0001
    [GeneratedRegex(
        @"(?<![0-9])(?<y>(?:19|20)[0-9]{2})(?<sep>[-_.]?)(?<mo>[0-9]{2})\k<sep>(?<d>[0-9]{2})"
            + @"(?:(?:[-_ T]| at )(?<h>[0-9]{2})(?<tsep>[-_.:]?)(?<mi>[0-9]{2})\k<tsep>(?<s>[0-9]{2})(?:[0-9]{3})?(?![0-9])|(?![0-9]))",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Dated();
}
