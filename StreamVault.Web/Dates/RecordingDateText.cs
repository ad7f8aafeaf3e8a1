using System.Globalization;
using StreamVault.Core.Recording;

namespace StreamVault.Web.Dates;

/// <summary>Parses and formats recording dates.</summary>
internal static class RecordingDateText
{
    public const int MaxLength = 40;

    // The year of the oldest surviving film.
    private const int FirstYear = 1888;

    /// <summary>Parses a date that the user entered.</summary>
    /// <param name="text">Empty for no date.</param>
    /// <param name="clock">The time zone for times without an offset, and the current time.</param>
    /// <returns>The date, or a sentence that says why it is invalid; neither for empty text.</returns>
    public static (RecordingDate? Date, string? Error) Read(string text, TimeProvider clock) =>
        string.IsNullOrWhiteSpace(text) ? (null, null)
        : text.Length > MaxLength || RecordingDate.Parse(text, clock.LocalTimeZone) is not { } date
            ? (null, "Enter the date filmed as 2019-07-04, 2019-07-04 15:30 or 2019-07-04 15:30:12 +02:00.")
        : date.At.Year < FirstYear || date.At > clock.GetUtcNow().AddDays(1)
            ? (null, $"The date filmed must be between {FirstYear} and today.")
        : (date, null);

    /// <returns>The local time of the recording: <c>4 July 2019, 15:30</c>, with the offset if known; without a time, <c>4 July 2019</c>.</returns>
    public static string Of(RecordingDate date) =>
        date.At.ToString(
            !date.TimeKnown ? "d MMMM yyyy"
                : date.OffsetKnown ? "d MMMM yyyy, HH:mm 'UTC'zzz"
                : "d MMMM yyyy, HH:mm",
            CultureInfo.InvariantCulture
        );

    /// <returns>What the file says, like <see cref="Of(RecordingDate)"/>; for a period, <c>Summer 1998</c>.</returns>
    public static string Of(FileDate date) =>
        date.Approximate is { } period ? DateText.Of(period)
        : date.Recorded is { } recorded ? Of(recorded)
        : "";

    /// <returns>The same inside a sentence: <c>summer 1998</c>.</returns>
    public static string InSentence(FileDate date) =>
        date.Approximate is { } period ? DateText.InSentence(period) : Of(date);

    /// <returns>The date's source: <c>from the camera</c>.</returns>
    public static string Origin(RecordingDateSource source) =>
        source switch
        {
            RecordingDateSource.Person => "set by you",
            RecordingDateSource.Camera => "from the camera",
            RecordingDateSource.Container => "from the file",
            RecordingDateSource.Filename => "from the file name",
            RecordingDateSource.Folder => "from the name of the folder",
            _ => "from the file's modification date",
        };
}
