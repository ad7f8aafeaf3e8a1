using System.Globalization;
using StreamVault.Core.Recording;

namespace StreamVault.Web.Library;

/// <summary>Recording dates as people read and write them.</summary>
internal static class RecordingDateText
{
    public const int MaxLength = 40;

    // Film is not older.
    private const int FirstYear = 1888;

    /// <summary>Reads what a person wrote.</summary>
    /// <param name="text">Empty for no date.</param>
    /// <param name="clock">Where a time without an offset is meant, and what is still to come.</param>
    /// <returns>The date, or a sentence that says what is wrong with it; neither for empty text.</returns>
    public static (RecordingDate? Date, string? Fault) Read(string text, TimeProvider clock) =>
        string.IsNullOrWhiteSpace(text) ? (null, null)
        : text.Length > MaxLength || RecordingDate.Parse(text, clock.LocalTimeZone) is not { } date
            ? (null, "The recording date is written as 2019-07-04, 2019-07-04 15:30 or 2019-07-04 15:30:12 +02:00.")
        : date.At.Year < FirstYear || date.At > clock.GetUtcNow().AddDays(1)
            ? (null, $"The recording date lies between {FirstYear} and today.")
        : (date, null);

    /// <returns><c>4 Jul 2019, 15:30</c> where it was recorded, with the offset if it is known; <c>4 Jul 2019</c> if the time is not.</returns>
    public static string Of(RecordingDate date) =>
        date.At.ToString(
            !date.TimeKnown ? "d MMM yyyy"
                : date.OffsetKnown ? "d MMM yyyy, HH:mm 'UTC'zzz"
                : "d MMM yyyy, HH:mm",
            CultureInfo.InvariantCulture
        );

    /// <returns>The day where it was recorded: <c>4 Jul 2019</c>.</returns>
    public static string Day(RecordingDate date) => date.At.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <returns>Where it came from: <c>from the camera</c>.</returns>
    public static string Origin(RecordingDate date) =>
        date.From switch
        {
            RecordingDateSource.Person => "set by you",
            RecordingDateSource.Camera => "from the camera",
            RecordingDateSource.Container => "from the file",
            RecordingDateSource.Filename => "from the file’s name",
            _ => "when the file was last changed",
        };
}
