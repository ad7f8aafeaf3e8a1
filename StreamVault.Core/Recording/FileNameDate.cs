using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamVault.Core.Recording;

/// <summary>The date in a file name, as cameras, phones and messengers write it.</summary>
/// <param name="Wall">The date and time; midnight if the name has no time.</param>
/// <param name="TimeKnown">Whether the name has a time of day.</param>
/// <param name="IsUtc">Whether the time is in UTC, as on Google's Pixel phones.</param>
internal sealed partial record FileNameDate(DateTime Wall, bool TimeKnown, bool IsUtc)
{
    /// <returns>Null if the name has no valid date.</returns>
    public static FileNameDate? In(string filename)
    {
        foreach (var match in WithoutSeparators().Matches(filename).Concat(Dated().Matches(filename)))
        {
            var hasTime = match.Groups["h"].Success;
            var digits = string.Concat(
                match.Groups["y"].Value,
                match.Groups["mo"].Value,
                match.Groups["d"].Value,
                hasTime ? TimeIn(match) : "000000"
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

    // An hour such as 13 PM isn't valid, so that the match is skipped.
    private static string TimeIn(Match match)
    {
        var hour = int.Parse(match.Groups["h"].ValueSpan, CultureInfo.InvariantCulture);
        if (match.Groups["half"].Success)
        {
            var isAfternoon = match.Groups["half"].ValueSpan is "P" or "p";
            hour = hour is < 1 or > 12 ? 99 : (hour % 12) + (isAfternoon ? 12 : 0);
        }

        var seconds = match.Groups["s"].Success ? match.Groups["s"].Value : "00";
        return string.Create(CultureInfo.InvariantCulture, $"{hour:00}{match.Groups["mi"].Value}{seconds}");
    }

    // DJI_20231231233000_0001_D · 20231231233000
    [GeneratedRegex(
        "(?<![0-9])(?<y>(?:19|20)[0-9]{2})(?<mo>[0-9]{2})(?<d>[0-9]{2})(?<h>[0-9]{2})(?<mi>[0-9]{2})(?<s>[0-9]{2})(?:[0-9]{3})?(?![0-9])",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex WithoutSeparators();

    // VID_20190704_153012 · PXL_20210704_133012345 · 2019-07-04 15.30.12 · signal-2019-07-04-153012 · VID-20190704-WA0001 ·
    // Video 1998-12-24 at 3.30.12 PM · 2023_1231_233000_001
    [GeneratedRegex(
        "(?<![0-9])(?<y>(?:19|20)[0-9]{2})"
            + @"(?:(?<sep>[-_.]?)(?<mo>[0-9]{2})\k<sep>(?<d>[0-9]{2})|_(?<mo>[0-9]{2})(?<d>[0-9]{2})(?=_[0-9]{6}))"
            + @"(?:(?:[-_ T]|,? at |, )(?:"
            + @"(?<h>[0-9]{1,2})(?<tsep>[-_.:]?)(?<mi>[0-9]{2})(?:\k<tsep>(?<s>[0-9]{2}))?\s?(?<half>[AaPp])\.?[Mm](?![A-Za-z])"
            + @"|(?<h>[0-9]{2}|[0-9](?=[.:]))(?<tsep>[-_.:]?)(?<mi>[0-9]{2})\k<tsep>(?<s>[0-9]{2})(?:[0-9]{3})?(?![0-9]))"
            + "|(?![0-9]))",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Dated();
}
