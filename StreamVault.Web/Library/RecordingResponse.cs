using System.Globalization;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;

namespace StreamVault.Web.Library;

/// <summary>A file's recording metadata in the HTTP interface. Only for the signed-in owner.</summary>
/// <param name="At">When it was recorded, as <c>2019-07-04T15:30:12+02:00</c>; null if unknown, in which case the upload time is used.</param>
/// <param name="OffsetKnown">Whether the offset was recorded; otherwise it is the server's.</param>
/// <param name="TimeKnown">Whether the time of day is known.</param>
/// <param name="From"><c>person</c>, <c>camera</c>, <c>container</c>, <c>filename</c>, <c>folder</c> or <c>file_modified</c>.</param>
/// <param name="Camera">The camera or phone.</param>
/// <param name="Place">Where it was recorded.</param>
/// <param name="Tags">Other embedded metadata.</param>
/// <param name="Chapters">Its chapters, in order.</param>
internal sealed record RecordingResponse(
    string? At,
    bool OffsetKnown,
    bool TimeKnown,
    RecordingDateSource? From,
    string? Camera,
    Place? Place,
    IReadOnlyList<FileTag> Tags,
    IReadOnlyList<Chapter> Chapters
)
{
    public static RecordingResponse Of(Video video) =>
        new(
            // Other times are in UTC, but this one keeps its offset.
            video.Recorded?.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            video.Recorded?.OffsetKnown ?? false,
            video.Recorded?.TimeKnown ?? false,
            video.Recorded?.From,
            video.Camera,
            video.Place,
            video.FileTags,
            video.Chapters
        );
}
