namespace StreamVault.Core.Entities;

/// <summary>The hours of the day that are left to encoding, in the server's local time. Pure.</summary>
/// <param name="From">When they begin.</param>
/// <param name="To">When they end; if that is not later than <paramref name="From"/>, on the next day.</param>
public readonly record struct OffHours(TimeOnly From, TimeOnly To)
{
    /// <summary>Whether it is one of them.</summary>
    public bool Contains(TimeOnly time) => From < To ? time >= From && time < To : time >= From || time < To;

    /// <summary>When they begin next.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="zone">The server's time zone.</param>
    public DateTimeOffset NextBegin(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var begin = local.Date + From.ToTimeSpan();
        begin = begin <= local ? begin.AddDays(1) : begin;
        // A time that the clock skips in spring: the hours begin when it has skipped.
        while (zone.IsInvalidTime(begin))
        {
            begin = begin.AddMinutes(30);
        }

        return new DateTimeOffset(begin, zone.GetUtcOffset(begin)).ToUniversalTime();
    }
}
