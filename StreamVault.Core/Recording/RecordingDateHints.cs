using System.Text.RegularExpressions;

namespace StreamVault.Core.Recording;

/// <summary>The hints from which a recording date is derived.</summary>
/// <param name="Facts">The facts in the file; null if it could not be probed.</param>
/// <param name="Filename">Its original file name.</param>
/// <param name="LastModified">Its original modification time; null if unknown.</param>
/// <param name="RelativePath">Its path from the folder that it came from; null if unknown.</param>
internal sealed partial record RecordingDateHints(
    FileFacts? Facts,
    string Filename,
    DateTimeOffset? LastModified,
    string? RelativePath = null
)
{
    // Clocks that were never set write 1904 (the epoch of QuickTime), 1970 (Unix) or 1980 (FAT).
    private static readonly DateTimeOffset Earliest = new(1980, 1, 3, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <returns>The most trusted plausible date, with the server's offset if none is known; null if there is none.</returns>
    /// <param name="now">The current time. Dates more than a day later come from a wrong clock.</param>
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
            return OffsetBetween(named, created) is { } offset ? FromBoth(named!.Wall, offset, zone)
                : WritesLocalTimeAsUtc ? RecordingDate.Local(created.UtcDateTime, zone, RecordingDateSource.Container)
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

        // A copied file may have the time of the copy. Within the period of its folder, it is the time of recording.
        var folder = FolderDate.In(RelativePath, Today(now, zone));
        if (LastModified is { } modified && IsPlausible(modified))
        {
            var local = TimeZoneInfo.ConvertTime(modified, zone);
            if (folder is null || Contains(folder, DateOnly.FromDateTime(local.DateTime)))
            {
                return new RecordingDate(local, false, true, RecordingDateSource.FileModified);
            }
        }

        return folder is { IsExactDay: true, Earliest: { } folderDay }
            ? RecordingDate.OfDay(folderDay.ToDateTime(TimeOnly.MinValue), zone, RecordingDateSource.Folder)
            : null;
    }

    /// <returns>The period in the name of its folder if <see cref="Date"/> is null; else null.</returns>
    /// <inheritdoc cref="Date"/>
    public EdtfDate? ApproximateDate(DateTimeOffset now, TimeZoneInfo zone) =>
        Date(now, zone) is null ? FolderDate.In(RelativePath, Today(now, zone)) : null;

    // GoPro and DJI cameras don't know their time zone.
    private bool WritesLocalTimeAsUtc =>
        Facts?.Camera is { } camera && LocalTimeCameras().IsMatch(camera) || LocalTimeNames().IsMatch(Filename);

    private static DateOnly Today(DateTimeOffset now, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    private static bool Contains(EdtfDate period, DateOnly day) =>
        (period.Earliest is not { } first || first <= day) && (period.Latest is not { } last || day <= last);

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

    [GeneratedRegex(@"\A(?:GoPro|DJI)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex LocalTimeCameras();

    // GX010042 · GH010042 · GOPR0042 · DJI_0042
    [GeneratedRegex(
        @"\A(?:G[HLPSX][0-9]{6}|GOPR[0-9]{4}|DJI_[0-9]{4,})(?![0-9])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex LocalTimeNames();
}
