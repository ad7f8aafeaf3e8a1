using StreamVault.Core.Entities;
using StreamVault.Core.Recording;

namespace StreamVault.Core.Dates;

/// <summary>Why a date can't be changed.</summary>
public enum DateFault
{
    /// <summary>It would be before 1800 or after 2199.</summary>
    OutOfRange,

    /// <summary>It would be moved into the future.</summary>
    InFuture,
}

/// <summary>A change to the date filmed of one or more videos.</summary>
public abstract record DateChange
{
    private DateChange() { }

    /// <summary>Enters a date, exact or approximate.</summary>
    /// <param name="Date">The date.</param>
    public sealed record Enter(EdtfDate Date) : DateChange;

    /// <summary>Enters an exact day or time.</summary>
    /// <param name="Time">The day or time.</param>
    public sealed record EnterTime(RecordingDate Time) : DateChange;

    /// <summary>Removes the date that the user entered. The date from the file returns.</summary>
    public sealed record Remove : DateChange;

    /// <summary>
    /// Moves dates. Dates without a time of day move by whole days. A longer period becomes the period that its
    /// middle moves into.
    /// </summary>
    /// <param name="By">How far; negative for earlier.</param>
    public sealed record Move(TimeSpan By) : DateChange;

    /// <summary>Moves dates by years. A longer period becomes the period that its middle moves into.</summary>
    /// <param name="Years">How many; negative for earlier.</param>
    public sealed record MoveYears(int Years) : DateChange;

    /// <summary>Moves only dates with a time of day, since the others don't come from a clock.</summary>
    /// <param name="By">How far; negative for earlier.</param>
    public sealed record CorrectClock(TimeSpan By) : DateChange;

    /// <summary>Changes the date of a video. Moving an unknown date does nothing.</summary>
    /// <param name="video">The video.</param>
    /// <param name="clock">The current time and the time zone of days.</param>
    /// <returns>Why it wasn't changed; null if it was, or if its date stays the same.</returns>
    public DateFault? Apply(Video video, TimeProvider clock)
    {
        switch (this)
        {
            case Enter(var date):
                video.EnterDate(date, clock.LocalTimeZone);
                return null;
            case EnterTime(var time):
                video.EnterDate(time);
                return null;
            case Remove:
                video.RemoveEnteredDate();
                return null;
            case CorrectClock when video.ExactDate is not { TimeKnown: true }:
                return null;
            default:
                return MoveDate(video, clock);
        }
    }

    private DateFault? MoveDate(Video video, TimeProvider clock)
    {
        var before = VideoDate.Of(video);
        if (video.ApproximateDate is { } date)
        {
            if (date.Moved(time => Moved(time, timeKnown: false)) is not { } moved)
            {
                return DateFault.OutOfRange;
            }

            video.EnterDate(moved, clock.LocalTimeZone);
        }
        else if (video.Recorded is { } recorded)
        {
            if (Moved(recorded.At.DateTime, recorded.TimeKnown) is not { } moved)
            {
                return DateFault.OutOfRange;
            }

            if (moved != recorded.At.DateTime)
            {
                var at = new DateTimeOffset(moved, recorded.At.Offset);
                video.EnterDate(recorded with { At = at, From = RecordingDateSource.Person });
            }
        }

        if (IsLater && video.Date?.IsInFuture(clock) == true)
        {
            before.ApplyTo(video);
            return DateFault.InFuture;
        }

        return null;
    }

    private bool IsLater =>
        this switch
        {
            Move(var by) => by > TimeSpan.Zero,
            CorrectClock(var by) => by > TimeSpan.Zero,
            MoveYears(var years) => years > 0,
            _ => false,
        };

    private DateTime? Moved(DateTime time, bool timeKnown)
    {
        try
        {
            var moved = this switch
            {
                Move(var by) => time + (timeKnown ? by : TimeSpan.FromDays((int)by.TotalDays)),
                CorrectClock(var by) => time + by,
                MoveYears(var years) => time.AddYears(years),
                _ => time,
            };
            return moved.Year is >= 1800 and < 2200 ? moved : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
