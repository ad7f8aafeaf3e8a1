using System.Globalization;

namespace StreamVault.Core.Recording;

/// <summary>When a video was recorded.</summary>
/// <param name="At">The time; noon if only the day is known, so that it is the same day in every time zone.</param>
/// <param name="OffsetKnown">Whether the offset is that of the place of recording; else it is the server's.</param>
/// <param name="TimeKnown">Whether the time of day is known.</param>
/// <param name="From">The source of the date.</param>
public sealed record RecordingDate(DateTimeOffset At, bool OffsetKnown, bool TimeKnown, RecordingDateSource From)
{
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly string[] Times =
    [
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
    ];

    private static readonly string[] TimesWithOffset =
    [
        .. Times.SelectMany(time => (string[])[time + "K", time + " K", time + "zzz", time + " zzz"]),
    ];

    /// <summary>Its day at the place of recording.</summary>
    public EdtfDate Day => EdtfDate.Of(DateOnly.FromDateTime(At.DateTime));

    /// <summary>Parses a date entered by the user: <c>2019-07-04</c>, <c>2019-07-04 15:30</c> or <c>2019-07-04T15:30:12+02:00</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="zone">The time zone of a time without an offset.</param>
    /// <returns>Null if it has none of these formats.</returns>
    public static RecordingDate? Parse(string text, TimeZoneInfo zone)
    {
        var culture = CultureInfo.InvariantCulture;
        text = text.Trim();
        if (DateTime.TryParseExact(text, DayFormat, culture, DateTimeStyles.None, out var day))
        {
            return OfDay(day, zone, RecordingDateSource.Person);
        }

        if (DateTime.TryParseExact(text, Times, culture, DateTimeStyles.None, out var local))
        {
            return Local(local, zone, RecordingDateSource.Person);
        }

        return DateTimeOffset.TryParseExact(text, TimesWithOffset, culture, DateTimeStyles.None, out var exact)
            ? new RecordingDate(exact, true, true, RecordingDateSource.Person)
            : null;
    }

    /// <summary>Compares the offset too: the same instant can be another day at another place.</summary>
    public bool Equals(RecordingDate? other) =>
        other is not null
        && At.EqualsExact(other.At)
        && (OffsetKnown, TimeKnown, From) == (other.OffsetKnown, other.TimeKnown, other.From);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(At, OffsetKnown, TimeKnown, From);

    /// <returns>A text that <see cref="Parse"/> reads, to the second; with the offset only if it is known.</returns>
    public override string ToString() =>
        At.ToString(
            !TimeKnown ? DayFormat
                : OffsetKnown ? "yyyy-MM-dd HH:mm:ss zzz"
                : "yyyy-MM-dd HH:mm:ss",
            CultureInfo.InvariantCulture
        );

    internal static RecordingDate Local(DateTime local, TimeZoneInfo zone, RecordingDateSource from) =>
        new(
            new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(local)),
            false,
            true,
            from
        );

    internal static RecordingDate OfDay(DateTime day, TimeZoneInfo zone, RecordingDateSource from) =>
        Local(day.Date.AddHours(12), zone, from) with
        {
            TimeKnown = false,
        };
}
