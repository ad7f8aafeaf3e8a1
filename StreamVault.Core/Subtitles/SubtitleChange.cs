using StreamVault.Core.Media;
using StreamVault.Core.Text;

namespace StreamVault.Core.Subtitles;

/// <summary>Checks what a person enters about subtitles, and applies it. Pure.</summary>
internal static class SubtitleChange
{
    private const int MaxFileNameLength = 200;
    private const string NoSubtitles = "The file is not a subtitle file. Use SRT, WebVTT or ASS.";

    /// <summary>Subtitles of a file, without language, label and shift.</summary>
    /// <param name="id">Their id.</param>
    /// <param name="file">The content of the file, for which <see cref="RefusalOf"/> returns null.</param>
    /// <param name="fileName">Its name.</param>
    public static UploadedSubtitle NewTrack(Guid id, byte[] file, string fileName) =>
        new(
            id,
            Guid.CreateVersion7(),
            fileName.Length <= MaxFileNameLength ? fileName : fileName[..MaxFileNameLength],
            SubtitleFile.Read(file)!.Format
        );

    /// <summary>Why a file can't be used; null if it can.</summary>
    public static SubtitleOutcome.InvalidFile? RefusalOf(byte[] file) =>
        file.Length == 0 ? new SubtitleOutcome.InvalidFile("The file is empty.")
        : file.Length > UploadedSubtitles.MaxBytes ? new SubtitleOutcome.InvalidFile(UploadedSubtitles.TooLarge)
        : SubtitleFile.Read(file) is null ? new SubtitleOutcome.InvalidFile(NoSubtitles)
        : null;

    /// <summary>Changes the language, label and shift of subtitles; null leaves a value unchanged.</summary>
    /// <returns>The changed subtitles, or why a value is refused.</returns>
    public static (SubtitleOutcome? Refusal, UploadedSubtitle? Track) Describe(
        UploadedSubtitle track,
        string? language,
        string? label,
        double? shiftSeconds
    )
    {
        if (language?.Trim() is { Length: > 0 } tag && RenditionNames.Language(tag) is null)
        {
            return (new SubtitleOutcome.InvalidLanguage(), null);
        }

        if (label?.Trim() is { Length: > 0 } name)
        {
            if (name.Length > UploadedSubtitle.MaxLabelLength)
            {
                return (
                    new SubtitleOutcome.InvalidLabel($"Enter at most {UploadedSubtitle.MaxLabelLength} characters."),
                    null
                );
            }

            if (!VisibleText.IsIn(name))
            {
                return (new SubtitleOutcome.InvalidLabel("Enter at least one visible character."), null);
            }
        }

        // Also true for NaN.
        if (shiftSeconds is { } shift && !(Math.Abs(shift) <= UploadedSubtitle.MaxShiftSeconds))
        {
            return (new SubtitleOutcome.InvalidShift("The shift must be at most 24 hours."), null);
        }

        var shifted = shiftSeconds is { } seconds ? Math.Round(seconds, 3) : track.ShiftSeconds;
        return (
            null,
            track with
            {
                Language = language is null ? track.Language : RenditionNames.Language(language),
                Label =
                    label is null ? track.Label
                    : label.Trim() is { Length: > 0 } text ? text
                    : null,
                ShiftSeconds = shifted,
                Number = shifted.Equals(track.ShiftSeconds) ? track.Number : null,
            }
        );
    }
}
