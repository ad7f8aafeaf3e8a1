using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamVault.Core.Recording;

/// <summary>
/// Parses holidays in English and German: <c>Christmas 1998</c>, <c>Easter 2001</c>, <c>Silvester 1999</c>. Only those
/// that are on the same day everywhere.
/// </summary>
internal static partial class Holiday
{
    private static readonly (string Pattern, int Month, int Day)[] Fixed =
    [
        ("new year'?s? eve|nye|silvester|sylvester", 12, 31),
        ("new year'?s? day|new year|neujahr", 1, 1),
        ("epiphany|heilige drei könige|dreikönigs(?:tag|fest)", 1, 6),
        ("valentine'?s? day|valentinstag", 2, 14),
        ("st\\.? patrick'?s? day", 3, 17),
        ("hallowe'?en", 10, 31),
        ("all saints'?(?: day)?|allerheiligen", 11, 1),
        ("st\\.? nicholas'? day|nikolaus(?:tag)?", 12, 6),
        ("(?:christmas|xmas) eve|heiligabend|heiliger abend", 12, 24),
        ("christmas(?: day)?|xmas|weihnacht(?:en)?|(?:1\\.|erster) weihnachts(?:feier)?tag", 12, 25),
        ("boxing day|st\\.? stephen'?s? day|(?:2\\.|zweiter) weihnachts(?:feier)?tag|stephanstag", 12, 26),
    ];

    // Days after Easter Sunday.
    private static readonly (string Pattern, int Days)[] Movable =
    [
        ("rosenmontag", -48),
        ("shrove tuesday|mardi gras|fastnacht", -47),
        ("ash wednesday|aschermittwoch", -46),
        ("palm sunday|palmsonntag", -7),
        ("maundy thursday|gründonnerstag", -3),
        ("good friday|karfreitag", -2),
        ("easter monday|ostermontag", 1),
        ("easter(?: sunday| day)?|ostern|ostersonntag", 0),
        ("ascension(?: day)?|christi himmelfahrt", 39),
        ("whit monday|pentecost monday|pfingstmontag", 50),
        ("pentecost(?: sunday)?|whitsun|whit sunday|pfingsten|pfingstsonntag", 49),
        ("corpus christi|fronleichnam", 60),
    ];

    /// <summary>Parses a holiday and its year, in either order.</summary>
    /// <param name="text">The text in lower case, with single spaces.</param>
    /// <returns>The day; null if it isn't a known holiday. The year is from 1800 to 2199.</returns>
    public static EdtfDate? Read(string text)
    {
        var match = WithYear().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var year = int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        var name = match.Groups["name"].Value.Replace('’', '\'');
        foreach (var (pattern, month, day) in Fixed)
        {
            if (Is(name, pattern))
            {
                return EdtfDate.Of(new DateOnly(year, month, day));
            }
        }

        foreach (var (pattern, days) in Movable)
        {
            if (Is(name, pattern))
            {
                return EdtfDate.Of(Easter(year).AddDays(days));
            }
        }

        return null;
    }

    private static bool Is(string name, string pattern) =>
        Regex.IsMatch(name, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Easter Sunday in the Gregorian calendar, as Meeus, Jones and Butcher compute it.</summary>
    internal static DateOnly Easter(int year)
    {
        var golden = year % 19;
        var (century, rest) = Math.DivRem(year, 100);
        var (leapCenturies, centuryRest) = Math.DivRem(century, 4);
        var moonCorrection = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - leapCenturies - moonCorrection + 15) % 30;
        var (leaps, leapRest) = Math.DivRem(rest, 4);
        var weekday = (32 + (2 * centuryRest) + (2 * leaps) - epact - leapRest) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var (month, day) = Math.DivRem(epact + weekday - (7 * late) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }

    [GeneratedRegex(
        @"\A(?:(?:the )?(?<name>\D.*?)(?: of|,)? (?<y>(?:1[89]|2[01])[0-9]{2})|(?<name>[12]\. weihnachts(?:feier)?tag) (?<y>(?:1[89]|2[01])[0-9]{2})|(?<y>(?:1[89]|2[01])[0-9]{2}),? (?<name>.+))\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex WithYear();
}
