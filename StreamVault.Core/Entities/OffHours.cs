namespace StreamVault.Core.Entities;

/// <summary>The hours of the day reserved for encoding, in the server's local time. Pure.</summary>
/// <param name="From">When the off-hours start.</param>
/// <param name="To">When the off-hours end; on the next day if this isn't later than <paramref name="From"/>.</param>
public readonly record struct OffHours(TimeOnly From, TimeOnly To)
{
    /// <summary>Whether a time is in the off-hours.</summary>
    public bool Contains(TimeOnly time) => From < To ? time >= From && time < To : time >= From || time < To;

    /// <summary>Gets when the off-hours start next.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="zone">The server's time zone.</param>
    public DateTimeOffset NextBegin(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var begin = local.Date + From.ToTimeSpan();
        begin = begin <= local ? begin.AddDays(1) : begin;
        // If the clock skips this time in spring, the off-hours start after the skipped time.
        while (zone.IsInvalidTime(begin))
        {
            begin = begin.AddMinutes(30);
        }

        return new DateTimeOffset(begin, zone.GetUtcOffset(begin)).ToUniversalTime();
    }
}
