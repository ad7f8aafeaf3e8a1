using StreamVault.Core.Entities;
using StreamVault.Core.Recording;

namespace StreamVault.Core.Library;

/// <summary>A change to the date filmed of one or more videos.</summary>
public abstract record DateChange
{
    private DateChange() { }

    /// <summary>Sets a date that is known more or less exactly. Null removes the date that the user entered.</summary>
    /// <param name="Date">The date.</param>
    public sealed record Set(EdtfDate? Date) : DateChange;

    /// <summary>Sets an exact day or time.</summary>
    /// <param name="Date">The date.</param>
    public sealed record SetExact(RecordingDate Date) : DateChange;

    /// <summary>
    /// Moves exact dates, as for a camera whose clock was wrong. Dates that aren't known to the day stay.
    /// </summary>
    /// <param name="By">How far; negative for earlier.</param>
    public sealed record Shift(TimeSpan By) : DateChange;

    /// <summary>Moves dates by years. Decades, centuries and intervals stay.</summary>
    /// <param name="Years">How many; negative for earlier.</param>
    public sealed record ShiftYears(int Years) : DateChange;

    /// <summary>Changes the date of a video. Does nothing if the result would be outside of the years that can be written.</summary>
    /// <param name="video">The video.</param>
    /// <param name="zone">The time zone of days.</param>
    /// <returns>Whether the date changed.</returns>
    public bool Apply(Video video, TimeZoneInfo zone)
    {
        var before = VideoDate.Of(video);
        switch (this)
        {
            case Set(var date):
                video.SetDate(date, zone);
                break;
            case SetExact(var date):
                video.ApproximateDate = null;
                video.Recorded = date;
                break;
            case Shift(var by):
                Move(video, time => time + by);
                break;
            case ShiftYears(var years):
                Move(video, time => time.AddYears(years));
                break;
        }

        return VideoDate.Of(video) != before;
    }

    private void Move(Video video, Func<DateTime, DateTime> move)
    {
        if (video.ApproximateDate is { } date)
        {
            video.ApproximateDate = Moved(date, move) ?? date;
        }
        else if (video.Recorded is { } recorded && TryMove(recorded.At.DateTime, move) is { } time)
        {
            video.Recorded = recorded with
            {
                // Without a time of day, it stays noon.
                At = new DateTimeOffset(recorded.TimeKnown ? time : time.Date.AddHours(12), recorded.At.Offset),
                From = RecordingDateSource.Person,
            };
        }
    }

    private EdtfDate? Moved(EdtfDate date, Func<DateTime, DateTime> move)
    {
        var isPeriod = date.Precision is DatePrecision.Month or DatePrecision.Season or DatePrecision.Year;
        if (
            date.Precision != DatePrecision.Day && !(isPeriod && this is ShiftYears)
            || TryMove(date.SortDay.ToDateTime(TimeOnly.MinValue), move) is not { } start
        )
        {
            return null;
        }

        // The mark for "about" and the number of a season stay.
        var rest = date.Precision == DatePrecision.Day ? $"-{start:MM-dd}{date.Text[10..]}" : date.Text[4..];
        return EdtfDate.TryParse($"{start.Year}{rest}", null, out var moved) ? moved : null;
    }

    private static DateTime? TryMove(DateTime time, Func<DateTime, DateTime> move)
    {
        try
        {
            var moved = move(time);
            return moved.Year is >= 1800 and < 2200 ? moved : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}

/// <summary>When a video was filmed: the exact date and the one that takes precedence.</summary>
/// <param name="Recorded"><see cref="Video.Recorded"/>.</param>
/// <param name="ApproximateDate"><see cref="Video.ApproximateDate"/>.</param>
public sealed record VideoDate(RecordingDate? Recorded, EdtfDate? ApproximateDate)
{
    /// <summary>The dates of a video.</summary>
    public static VideoDate Of(Video video) => new(video.Recorded, video.ApproximateDate);

    /// <summary>Writes them to a video.</summary>
    public void ApplyTo(Video video) => (video.Recorded, video.ApproximateDate) = (Recorded, ApproximateDate);
}
