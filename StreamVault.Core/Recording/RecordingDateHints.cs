namespace StreamVault.Core.Recording;

/// <summary>The hints from which a recording date is derived.</summary>
/// <param name="Facts">The facts in the file; null if it could not be probed.</param>
/// <param name="Filename">Its original file name.</param>
/// <param name="LastModified">Its original modification time; null if unknown.</param>
internal sealed record RecordingDateHints(FileFacts? Facts, string Filename, DateTimeOffset? LastModified)
{
    // Clocks that were never set write 1904 (the epoch of QuickTime), 1970 (Unix) or 1980 (FAT).
    private static readonly DateTimeOffset Earliest = new(1980, 1, 3, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <returns>The most trusted plausible date, with the server's offset if none is known; null if there is none.</returns>
    /// <param name="now">The present time. Dates more than a day later come from a wrong clock.</param>
    /// <param name="zone">The time zone of times without an offset.</param>
    public RecordingDate? Date(DateTimeOffset now, TimeZoneInfo zone)
    {
        bool IsPlausible(DateTimeOffset time) => time > Earliest && time <= now + TimeSpan.FromDays(1);

        if (Facts?.WithOffset is { } camera && IsPlausible(camera))
        {
            return new RecordingDate(camera, true, true, RecordingDateSource.Camera);
        }

        var named = FileNameDate.In(Filename);
        if (Facts?.Created is { } created && IsPlausible(created))
        {
            return OffsetBetween(named, created) is { } offset
                ? FromBoth(named!.Wall, offset, zone)
                : new RecordingDate(
                    TimeZoneInfo.ConvertTime(created, zone),
                    false,
                    true,
                    RecordingDateSource.Container
                );
        }

        var fromName = named switch
        {
            null => null,
            { IsUtc: true } => new RecordingDate(
                TimeZoneInfo.ConvertTime(new DateTimeOffset(named.Wall, TimeSpan.Zero), zone),
                false,
                true,
                RecordingDateSource.Filename
            ),
            { TimeKnown: true } => RecordingDate.Local(named.Wall, zone, RecordingDateSource.Filename),
            _ => RecordingDate.OfDay(named.Wall, zone, RecordingDateSource.Filename),
        };
        if (fromName is not null && IsPlausible(fromName.At))
        {
            return fromName;
        }

        return LastModified is { } modified && IsPlausible(modified)
            ? new RecordingDate(TimeZoneInfo.ConvertTime(modified, zone), false, true, RecordingDateSource.FileModified)
            : null;
    }

    // Phones use the local time in the file name and UTC in the file: the difference is the offset. If both are equal, the
    // camera wrote its local time as UTC (or was in London in winter), and the offset is unknown.
    private static RecordingDate FromBoth(DateTime wall, TimeSpan offset, TimeZoneInfo zone) =>
        offset == TimeSpan.Zero
            ? RecordingDate.Local(wall, zone, RecordingDateSource.Filename)
            : new RecordingDate(new DateTimeOffset(wall, offset), true, true, RecordingDateSource.Container);

    private static TimeSpan? OffsetBetween(FileNameDate? named, DateTimeOffset created)
    {
        if (named is not { TimeKnown: true, IsUtc: false })
        {
            return null;
        }

        var apart = named.Wall - created.UtcDateTime;
        var offset = Quarter * Math.Round(apart / Quarter);
        return (apart - offset).Duration() <= Slack && offset.Duration() <= TimeSpan.FromHours(14) ? offset : null;
    }
}
