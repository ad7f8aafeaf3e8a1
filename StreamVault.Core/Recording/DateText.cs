using System.Globalization;

namespace StreamVault.Core.Recording;

/// <summary>Writes dates for people. <see cref="WrittenDate"/> reads what this writes.</summary>
public static class DateText
{
    private static readonly string[] Seasons = ["spring", "summer", "autumn", "winter"];
    private static readonly string[] Centuries = ["19th", "20th", "21st", "22nd"];

    /// <returns>
    /// <c>24 December 1998</c>, <c>Spring 1998</c>, <c>1990s</c>, <c>About 1998</c>, <c>Before 1999</c>,
    /// <c>1998 to 2001</c>.
    /// </returns>
    public static string Of(EdtfDate date)
    {
        var text = InSentence(date);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <returns>The date as it is written inside a sentence: <c>about 1998</c>, <c>spring 1998</c>, <c>March 1998</c>.</returns>
    public static string InSentence(EdtfDate date)
    {
        if (date.Precision != DatePrecision.Interval)
        {
            return date.IsApproximate ? $"about {WithArticle(date)}" : Period(date);
        }

        var ends = date.Text.Split('/');
        return ends[0] == ".." ? Open("before", "until", ends[1], 1)
            : ends[1] == ".." ? Open("after", "since", ends[0], -1)
            : $"{InSentence(EdtfDate.Parse(ends[0], null))} to {InSentence(EdtfDate.Parse(ends[1], null))}";
    }

    /// <returns>A time: <c>1 May 2024, 12:00</c>.</returns>
    public static string Of(DateTime time) => time.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <returns>A day: <c>1 May 2024</c>.</returns>
    public static string Of(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    // "Before 1999" includes all of 1998, as ../1998 does.
    private static string Open(string exclusive, string inclusive, string end, int step)
    {
        var limit = EdtfDate.Parse(end, null);
        return !limit.IsApproximate && limit.Adjacent(step) is { } neighbour
            ? $"{exclusive} {WithArticle(neighbour)}"
            : $"{inclusive} {(limit.IsApproximate ? InSentence(limit) : WithArticle(limit))}";
    }

    private static string WithArticle(EdtfDate date) =>
        date.Precision is DatePrecision.Decade or DatePrecision.Century ? $"the {Period(date)}" : Period(date);

    private static string Period(EdtfDate date)
    {
        var first = date.SortDay;
        return date.Precision switch
        {
            DatePrecision.Day => Of(first),
            DatePrecision.Month => first.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            DatePrecision.Season => string.Create(
                CultureInfo.InvariantCulture,
                $"{Seasons[(first.Month / 3) - 1]} {first.Year}"
            ),
            DatePrecision.Decade => string.Create(CultureInfo.InvariantCulture, $"{first.Year}s"),
            DatePrecision.Century => $"{Centuries[(first.Year / 100) - 18]} century",
            _ => string.Create(CultureInfo.InvariantCulture, $"{first.Year}"),
        };
    }
}
