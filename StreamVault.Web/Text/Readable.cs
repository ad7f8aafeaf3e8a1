using System.Globalization;

namespace StreamVault.Web.Text;

/// <summary>Numbers and times as people say them.</summary>
public static class Readable
{
    /// <returns><c>0:07</c>, <c>12:34</c>, <c>1:02:03</c>.</returns>
    public static string Length(double seconds)
    {
        var length = TimeSpan.FromSeconds(Math.Round(seconds));
        return length.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours}:{length:mm\\:ss}")
            : length.ToString(@"m\:ss", CultureInfo.InvariantCulture);
    }

    /// <returns>A length for a screen reader: <c>1 hour 2 minutes</c>, <c>7 seconds</c>.</returns>
    public static string SpokenLength(double seconds)
    {
        var length = TimeSpan.FromSeconds(Math.Round(seconds));
        return length switch
        {
            { TotalHours: >= 1 } =>
                $"{Count((int)length.TotalHours, "hour", "hours")} {Count(length.Minutes, "minute", "minutes")}",
            { TotalMinutes: >= 1 } =>
                $"{Count(length.Minutes, "minute", "minutes")} {Count(length.Seconds, "second", "seconds")}",
            _ => Count(length.Seconds, "second", "seconds"),
        };
    }

    /// <summary>Rounded down, so that 100 % means done.</summary>
    /// <param name="fraction">0 to 1.</param>
    /// <returns><c>43 %</c>.</returns>
    public static string Percent(double fraction) => $"{WholePercent(fraction)} %";

    /// <summary>A share of one as whole percent, rounded down, from 0 to 100.</summary>
    public static int WholePercent(double fraction) => (int)Math.Floor(Math.Clamp(fraction, 0, 1) * 100 + 1e-9);

    /// <returns><c>1.8× real time</c>.</returns>
    public static string Speed(double timesRealTime) =>
        timesRealTime.ToString(timesRealTime < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + "× real time";

    /// <returns><c>less than a minute left</c>, <c>4 min left</c>, <c>2 h 5 min left</c>.</returns>
    public static string TimeLeft(TimeSpan left) =>
        left.TotalMinutes < 1 ? "less than a minute left" : $"{Span(left)} left";

    /// <returns><c>40 s</c>, <c>4 min</c>, <c>2 h 5 min</c>, <c>3 days</c>.</returns>
    public static string Span(TimeSpan span) =>
        span switch
        {
            { TotalSeconds: < 59.5 } => $"{span.TotalSeconds:0} s",
            { TotalMinutes: < 59.5 } => $"{span.TotalMinutes:0} min",
            { TotalHours: < 24 } when span.Minutes == 0 => $"{(int)span.TotalHours} h",
            { TotalHours: < 24 } => $"{(int)span.TotalHours} h {span.Minutes} min",
            _ => Count((int)Math.Round(span.TotalDays), "day", "days"),
        };

    /// <returns><c>just now</c>, <c>5 min ago</c>, <c>3 h ago</c>, <c>yesterday</c>, else the date.</returns>
    public static string Ago(DateTimeOffset when, TimeProvider clock)
    {
        var ago = clock.GetUtcNow() - when;
        return ago switch
        {
            { TotalSeconds: < 60 } => "just now",
            { TotalMinutes: < 60 } => $"{(int)ago.TotalMinutes} min ago",
            { TotalHours: < 24 } => $"{(int)ago.TotalHours} h ago",
            { TotalDays: < 7 } => $"{Count((int)ago.TotalDays, "day", "days")} ago",
            _ => Date(when, clock),
        };
    }

    /// <returns>The server's own date: <c>24 Dec 2026</c>.</returns>
    public static string Date(DateTimeOffset when, TimeProvider clock) =>
        Local(when, clock).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <returns>The server's own date and time: <c>24 Dec 2026, 18:05</c>.</returns>
    public static string DateAndTime(DateTimeOffset when, TimeProvider clock) =>
        Local(when, clock).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <returns>The value of the <c>datetime</c> attribute of a <c>time</c> element.</returns>
    public static string Machine(DateTimeOffset when) =>
        when.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <returns><c>1 video</c>, <c>1,204 videos</c>.</returns>
    public static string Count(long number, string one, string many) =>
        $"{Number(number)} {(number == 1 ? one : many)}";

    /// <returns>A number with separators: <c>12,345</c>.</returns>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(DateTimeOffset when, TimeProvider clock) =>
        TimeZoneInfo.ConvertTime(when, clock.LocalTimeZone);
}
