using StreamVault.Core.Recording;

namespace StreamVault.Core.Entities;

public sealed partial class Video
{
    /// <summary>When it was recorded, as an exact day or time; null if unknown.</summary>
    public RecordingDate? Recorded
    {
        get;
        set
        {
            field = value;
            SetTimeline();
        }
    }

    /// <summary>
    /// The date if it isn't an exact day: a year, "about 1998". The user entered it, or it is from the name of the
    /// folder. It takes precedence over <see cref="Recorded"/>.
    /// </summary>
    public EdtfDate? ApproximateDate
    {
        get;
        set
        {
            field = value;
            SetTimeline();
        }
    }

    /// <summary>
    /// What the file, its name or its folder says, if the user entered another date; otherwise null. It returns when the
    /// user removes the entered date.
    /// </summary>
    public FileDate? FileDate { get; set; }

    /// <summary><see cref="Recorded"/> unless <see cref="ApproximateDate"/> takes precedence.</summary>
    public RecordingDate? ExactDate => ApproximateDate is null ? Recorded : null;

    /// <summary>When it was filmed, as exactly as it is known; null if unknown.</summary>
    public EdtfDate? Date => ApproximateDate ?? Recorded?.Day;

    /// <summary>The source of <see cref="Date"/>; null if it is unknown.</summary>
    public RecordingDateSource? DateSource =>
        Date is null ? null
        : FileDate is not null ? RecordingDateSource.Person
        : new FileDate(Recorded, ApproximateDate).From;

    /// <summary>
    /// The local time of <see cref="Recorded"/> at the place of recording, or the first possible day of
    /// <see cref="ApproximateDate"/>. Videos are sorted by it.
    /// </summary>
    public DateTime? RecordedOn { get; private set; }

    /// <summary>The number of its <see cref="TimelineGroup"/>; null if its date is unknown.</summary>
    public int? Timeline { get; private set; }

    /// <summary>
    /// The day of the year it was filmed on: 1224 for 24 December. Null unless its date is known to the day.
    /// </summary>
    public int? FilmedDay { get; private set; }

    /// <summary>Enters when it was filmed, as exactly as the user knows it.</summary>
    /// <param name="date">The date. If it is the day of a known time, that time is kept.</param>
    /// <param name="zone">The time zone of an exact day.</param>
    public void EnterDate(EdtfDate date, TimeZoneInfo zone)
    {
        if (date is not { IsExactDay: true, Earliest: { } day })
        {
            EnterDate(Recorded, date);
            return;
        }

        var known = Known(recorded => recorded.Day == date);
        EnterDate(
            known ?? RecordingDate.OfDay(day.ToDateTime(TimeOnly.MinValue), zone, RecordingDateSource.Person),
            null
        );
    }

    /// <summary>Enters the exact time when it was filmed. A known time that equals it to the second is kept.</summary>
    public void EnterDate(RecordingDate date) =>
        EnterDate(Known(recorded => recorded.ToString() == date.ToString()) ?? date, null);

    /// <summary>Removes the date that the user entered. The date from the file returns.</summary>
    public void RemoveEnteredDate()
    {
        if (FileDate is { } file)
        {
            (Recorded, ApproximateDate, FileDate) = (file.Recorded, file.Approximate, null);
        }
        else if (Recorded is { From: RecordingDateSource.Person })
        {
            // It was entered in a version that didn't keep the date from the file.
            Recorded = null;
        }
    }

    private RecordingDate? Known(Func<RecordingDate, bool> isSame) =>
        Recorded is { } recorded && isSame(recorded) ? Confirmed(recorded)
        : FileDate?.Recorded is { } file && isSame(file) ? Confirmed(file)
        : null;

    // The modification date of a file is a guess until the user enters the same date.
    private static RecordingDate Confirmed(RecordingDate date) =>
        date is { From: RecordingDateSource.FileModified } ? date with { From = RecordingDateSource.Person } : date;

    private void EnterDate(RecordingDate? recorded, EdtfDate? approximate)
    {
        // The current date is entered again, so it keeps its source.
        if (recorded == Recorded && approximate == ApproximateDate)
        {
            return;
        }

        var file =
            FileDate
            ?? (
                Recorded is { From: RecordingDateSource.Person }
                    ? new FileDate(null, null)
                    : new FileDate(Recorded, ApproximateDate)
            );
        (Recorded, ApproximateDate) = (recorded, approximate);
        FileDate = file == new FileDate(recorded, approximate) ? null : file;
    }

    private void SetTimeline()
    {
        RecordedOn = ApproximateDate?.SortDay.ToDateTime(TimeOnly.MinValue) ?? Recorded?.At.DateTime;
        Timeline =
            ApproximateDate is { } date ? TimelineGroup.Of(date).Number
            : RecordedOn is { } time ? TimelineGroup.Of(time).Number
            : null;
        FilmedDay =
            RecordedOn is { } on && ApproximateDate is null or { IsExactDay: true } ? (on.Month * 100) + on.Day : null;
    }
}
