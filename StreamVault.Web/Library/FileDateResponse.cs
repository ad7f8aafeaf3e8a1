using System.Globalization;
using StreamVault.Core.Recording;

namespace StreamVault.Web.Library;

/// <summary>When a video was filmed according to its file, its name or its folder, in the HTTP interface.</summary>
/// <param name="Date">The date in EDTF level 1; null if unknown.</param>
/// <param name="At">The exact time as <c>2019-07-04T15:30:12+02:00</c>; null if it is unknown.</param>
/// <param name="From"><c>camera</c>, <c>container</c>, <c>filename</c>, <c>folder</c> or <c>file_modified</c>; null if unknown.</param>
internal sealed record FileDateResponse(string? Date, string? At, RecordingDateSource? From)
{
    public static FileDateResponse? Of(FileDate? date) =>
        date is null
            ? null
            : new FileDateResponse(
                date.Date?.Text,
                date.Recorded is { TimeKnown: true } recorded
                    ? recorded.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
                    : null,
                date.From
            );
}
