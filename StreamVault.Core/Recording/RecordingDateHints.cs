namespace StreamVault.Core.Recording;

/// <summary>What speaks for a recording date.</summary>
/// <param name="Facts">What the file itself says; null if nobody could look.</param>
/// <param name="Filename">Its name where it came from.</param>
/// <param name="LastModified">When it was last changed there, if that is known.</param>
internal sealed record RecordingDateHints(FileFacts? Facts, string Filename, DateTimeOffset? LastModified)
{
    // Clocks that were never set write 1904 (QuickTime's zero), 1970 (Unix's) or 1980 (that of FAT).
    private static readonly DateTimeOffset Earliest = new(1980, 1, 3, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <returns>The most trusted date that can be right, with the server's offset where none is known; null if there is none.</returns>
    /// <param name="now">What is more than a day later is a wrong clock.</param>
    /// <param name="zone">Where times without an offset are meant.</param>
    public RecordingDate? Date(DateTimeOffset now, TimeZoneInfo zone)
    {
        bool Believed(DateTimeOffset time) => time > Earliest && time <= now + TimeSpan.FromDays(1);

        if (Facts?.WithOffset is { } camera && Believed(camera))
        {
            return new RecordingDate(camera, true, true, RecordingDateSource.Camera);
        }

        var named = FileNameDate.In(Filename);
        if (Facts?.Created is { } created && Believed(created))
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
        if (fromName is not null && Believed(fromName.At))
        {
            return fromName;
        }

        return LastModified is { } modified && Believed(modified)
            ? new RecordingDate(TimeZoneInfo.ConvertTime(modified, zone), false, true, RecordingDateSource.FileModified)
            : null;
    }

    // Phones name a file by their local time and write UTC into it: the difference is where they were. If both are the
    // same, the camera wrote its local time as if it were UTC (or was in London in winter), and the offset is unknown.
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
