using System.Text.RegularExpressions;
using StreamVault.Core.Dates;
using StreamVault.Core.Recording;

namespace StreamVault.Web.Dates;

/// <summary>Parses exact and approximate dates.</summary>
internal static partial class VideoDateText
{
    public const int MaxLength = 60;

    private const string Examples =
        "1998-12-24, 1998-12, 1998-21 (spring; 22 is summer, 23 autumn, 24 winter), 1998, 199X, 1998~ (about), ../1998 (until) or 1998/2001";

    private const string WrittenFault =
        "Enter a date like 24.12.1998, Christmas 1998, summer 1998, 1990s, about 1985 or 2019-07-04 15:30.";

    // EDTF level 1 can't express it, and its years would be a guess.
    private const string PartOfDecadeFault =
        "Part of a decade can't be saved. Enter the whole decade (1990s), or years (1994 to 1996).";

    /// <summary>Parses a date in EDTF.</summary>
    /// <param name="text">Empty for no date.</param>
    /// <param name="clock">The current time.</param>
    /// <returns>The date, or a sentence that says why it is invalid; neither for empty text.</returns>
    public static (EdtfDate? Date, string? Error) Read(string text, TimeProvider clock) =>
        string.IsNullOrWhiteSpace(text) ? (null, null)
        : !EdtfDate.TryParse(text, null, out var date) ? (null, $"date must be in EDTF, like {Examples}.")
        : date.IsInFuture(clock) ? (null, "date must not be in the future.")
        : (date, null);

    /// <summary>Parses a date as people write it.</summary>
    /// <param name="text">The text; empty removes the date.</param>
    /// <param name="clock">The current time and the time zone.</param>
    /// <returns>What to do, and the date in words; or a sentence that says why the text is invalid.
    /// The words are empty for empty text.</returns>
    public static (DateChange? Change, string Meaning, string? Error) Parse(string text, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (new DateChange.Remove(), "", null);
        }

        if (WrittenDate.Read(text) is { } date)
        {
            return date.IsInFuture(clock)
                ? (null, "", "The date filmed can't be in the future.")
                : (new DateChange.Enter(date), DateText.Of(date), null);
        }

        if (Time(text, clock.LocalTimeZone) is not { } exact)
        {
            return (null, "", PartOfDecade().IsMatch(text) ? PartOfDecadeFault : WrittenFault);
        }

        return exact.At > clock.GetUtcNow().AddDays(1) || exact.At.Year < 1800
            ? (null, "", "The date filmed must be between 1800 and today.")
            : (new DateChange.EnterTime(exact), DateText.Of(exact.At.DateTime), null);
    }

    private static RecordingDate? Time(string text, TimeZoneInfo zone)
    {
        if (RecordingDate.Parse(text, zone) is { } exact)
        {
            return exact;
        }

        var match = DayAndTime().Match(text.Trim());
        return match.Success && WrittenDate.Read(match.Groups["day"].Value) is { IsExactDay: true } day
            ? RecordingDate.Parse($"{day.Text} {match.Groups["time"].Value.PadLeft(5, '0')}", zone)
            : null;
    }

    [GeneratedRegex(
        @"\b(?:mid|early|late)[- ].*0[’']?s\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex PartOfDecade();

    [GeneratedRegex(
        @"\A(?<day>.{4,50}?),? (?:at )?(?<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex DayAndTime();
}
