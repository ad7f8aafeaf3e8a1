using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamVault.Core.Recording;

/// <summary>
/// Reads dates as people write them in English: <c>24 December 1998</c>, <c>24.12.1998</c>, <c>12/1998</c>,
/// <c>summer 1998</c>, <c>Christmas 1998</c>, <c>1990s</c>, <c>about 1985</c>, <c>before 1999</c>, <c>1998 to 2001</c>,
/// and EDTF.
/// </summary>
public static partial class WrittenDate
{
    /// <summary>Maximum length of a text that is read, in UTF-16 code units.</summary>
    public const int MaxLength = 60;

    private static readonly string[] Seasons = ["spring", "summer", "autumn", "winter"];

    private static readonly string[] Months =
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];

    /// <summary>Reads a date.</summary>
    /// <returns>Null if it isn't understood. In 3/4/1998, the day comes first.</returns>
    public static EdtfDate? Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        // In a year that matches the pattern for EDTF, an upper-case X is an unknown digit.
        if (EdtfDate.TryParse(text.Trim().ToUpperInvariant(), null, out var exact))
        {
            return exact;
        }

        var plain = Spaces().Replace(text.Trim().Trim('.').ToLowerInvariant(), " ");
        return Interval(plain) ?? OpenInterval(plain) ?? Approximate(plain) ?? Single(plain);
    }

    /// <summary>
    /// Reads a single period without "about": a day, month, season, year, decade or century. Holidays aren't read,
    /// because a folder named after one usually has videos of other days too.
    /// </summary>
    internal static EdtfDate? Period(string text)
    {
        var match = Periods().Match(text);
        return match.Success && EdtfOf(match) is { } edtf && EdtfDate.TryParse(edtf, null, out var date) ? date : null;
    }

    private static EdtfDate? Single(string text) => Period(text) ?? Holiday.Read(text);

    private static EdtfDate? Interval(string text)
    {
        var match = Intervals().Match(text);
        return
            match.Success
            && Single(match.Groups["from"].Value) is { } from
            && Single(match.Groups["to"].Value) is { } to
            && EdtfDate.TryParse($"{from.Text}/{to.Text}", null, out var between)
            ? between
            : null;
    }

    private static EdtfDate? OpenInterval(string text)
    {
        var match = OpenIntervals().Match(text);
        if (!match.Success || Single(match.Groups["rest"].Value) is not { } limit)
        {
            return null;
        }

        var edge = match.Groups["word"].Value switch
        {
            "before" => limit.Adjacent(-1),
            "after" => limit.Adjacent(1),
            _ => limit,
        };
        var isUpper = match.Groups["word"].Value is "before" or "until";
        return edge is null ? null
            : EdtfDate.TryParse(isUpper ? $"../{edge.Text}" : $"{edge.Text}/..", null, out var open) ? open
            : null;
    }

    private static EdtfDate? Approximate(string text)
    {
        var match = Approximations().Match(text);
        return
            match.Success
            && Single((match.Groups["rest"].Success ? match.Groups["rest"] : match.Groups["unsure"]).Value) is { } date
            && EdtfDate.TryParse(date.Text + (match.Groups["unsure"].Success ? "?" : "~"), null, out var about)
            ? about
            : null;
    }

    private static string? EdtfOf(Match match)
    {
        string? Part(string name) => match.Groups[name].Success ? match.Groups[name].Value : null;
        if (Part("century") is { } century)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Number(century) - 1}XX");
        }

        if (Part("decade") is { } decade)
        {
            return $"{decade}X";
        }

        if (Part("short") is { } digit)
        {
            return (digit is "0" or "1" ? "20" : "19") + digit + "X";
        }

        var year = Part("y");
        if (Part("season") is { } season)
        {
            var at = Array.IndexOf(Seasons, season == "fall" ? "autumn" : season);
            return string.Create(CultureInfo.InvariantCulture, $"{year}-{21 + at}");
        }

        var month = Part("name") is { } name
            ? Array.FindIndex(Months, full => full.StartsWith(name[..3], StringComparison.Ordinal)) + 1
            : Number(Part("m"));
        var day = Number(Part("d"));
        if (Part("name") is null && month > 12 && day is > 0 and <= 12)
        {
            (day, month) = (month, day);
        }

        return month == 0 ? year
            : day == 0 ? string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}-{day:00}");
    }

    private static int Number(string? digits) => digits is null ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);

    private const string Year = "(?<y>(?:1[89]|2[01])[0-9]{2})";
    private const string Name =
        @"(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";
    private const string Season = "(?<season>spring|summer|autumn|fall|winter)";
    private const string Day = "(?<d>[0-9]{1,2})(?:st|nd|rd|th|\\.)?";

    [GeneratedRegex(
        @"\A(?:the )?(?:"
            + "(?<century>19|2[0-2])(?:th|st|nd) century"
            + "|(?<decade>(?:1[89]|2[01])[0-9])0[’']?s"
            + "|[’']?(?<short>[0-9])0[’']?s"
            + $"|{Season}(?: of|,)? {Year}|{Year},? {Season}"
            + $"|{Day} {Name},? {Year}|{Name} {Day},? {Year}|{Name},? {Year}|{Year},? {Name}(?: {Day})?"
            + $@"|(?<d>[0-9]{{1,2}})(?<sep>[./-])(?<m>[0-9]{{1,2}})\k<sep>{Year}"
            + $"|(?<m>[0-9]{{1,2}})[./-]{Year}"
            + $@"|{Year}(?<sep>[./-])(?<m>[0-9]{{1,2}})(?:\k<sep>(?<d>[0-9]{{1,2}}))?"
            + $@"|{Year})\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Periods();

    [GeneratedRegex(
        @"\A(?:(?:between |from )?(?<from>.+?) (?:to|and|until|-|–) (?<to>.+)|(?<from>[0-9]{4})[-–](?<to>[0-9]{4}))\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Intervals();

    [GeneratedRegex(
        @"\A(?<word>before|after|until|since|from) (?<rest>.+)\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex OpenIntervals();

    [GeneratedRegex(
        @"\A(?:(?:(?:about|around|approximately|approx\.?|circa|ca\.?|c\.) ?|~ ?)(?<rest>.+)|(?<unsure>.+?) ?\?)\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Approximations();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
