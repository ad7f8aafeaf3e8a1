using StreamVault.Core.Subtitles;

namespace StreamVault.Web.Subtitles;

/// <summary>What changes about uploaded subtitles. What is omitted stays.</summary>
/// <param name="Language">The language, such as <c>en</c>; empty for unknown.</param>
/// <param name="Label">The name in players, at most 60 characters; empty to name them by their language.</param>
/// <param name="ShiftSeconds">
/// How much later than in the file they are shown, in seconds; negative for earlier, at most 24 hours.
/// </param>
internal sealed record SubtitleRequest(string? Language = null, string? Label = null, double? ShiftSeconds = null);

/// <summary>The fields of the multipart form, for the OpenAPI document only.</summary>
/// <param name="File">The file: SRT, WebVTT or ASS in any encoding, at most 5 MB.</param>
/// <param name="Language">The language, such as <c>en</c>; omit it if it is unknown.</param>
/// <param name="Label">The name in players, at most 60 characters; omit it to name them by their language.</param>
internal sealed record SubtitleForm(IFormFile File, string? Language, string? Label);

/// <summary>The field of the multipart form, for the OpenAPI document only.</summary>
/// <param name="File">The file: SRT, WebVTT or ASS in any encoding, at most 5 MB.</param>
internal sealed record SubtitleFileForm(IFormFile File);

/// <summary>Uploaded subtitles of a video.</summary>
/// <param name="Id">Identifies them within their video.</param>
/// <param name="Language">The language, such as <c>en</c>; null if unknown.</param>
/// <param name="Label">The name in players. If several have the same, players show a number behind it.</param>
/// <param name="ShiftSeconds">How much later than in the file they are shown, in seconds.</param>
/// <param name="Format"><c>srt</c>, <c>vtt</c> or <c>ass</c>.</param>
/// <param name="FileName">The name of the uploaded file.</param>
internal sealed record SubtitleResponse(
    Guid Id,
    string? Language,
    string Label,
    double ShiftSeconds,
    string Format,
    string FileName
)
{
    public static SubtitleResponse Of(UploadedSubtitle subtitle) =>
        new(
            subtitle.Id,
            subtitle.Language,
            UploadedSubtitles.NameOf(subtitle),
            subtitle.ShiftSeconds,
            subtitle.Format switch
            {
                SubtitleFormat.Vtt => "vtt",
                SubtitleFormat.Ass => "ass",
                _ => "srt",
            },
            subtitle.FileName
        );
}
