using StreamVault.Core.Subtitles;

namespace StreamVault.Web.Subtitles;

/// <summary>Why subtitles were not saved, in words.</summary>
internal static class SubtitleText
{
    public const string NotReady = "This video is not ready yet.";
    public const string Damaged = "Files of this video are missing or damaged. Restore or prepare it first.";

    public static readonly string TooMany =
        $"A video can have at most {UploadedSubtitles.MaxCount} uploaded subtitles. Delete one first.";

    /// <returns>The field of the request that is at fault, and the reason; null if it was saved or no field is at fault.</returns>
    public static (string Field, string Reason)? FaultOf(SubtitleOutcome outcome) =>
        outcome switch
        {
            SubtitleOutcome.InvalidFile(var reason) => ("file", reason),
            SubtitleOutcome.InvalidLanguage => ("language", "Enter a language code like en, de or pt-BR."),
            SubtitleOutcome.InvalidLabel(var reason) => ("label", reason),
            SubtitleOutcome.InvalidShift(var reason) => ("shiftSeconds", reason),
            _ => null,
        };

    /// <returns>Why subtitles were not saved, as a sentence for people; null if they were.</returns>
    public static string? ErrorOf(SubtitleOutcome outcome) =>
        outcome switch
        {
            SubtitleOutcome.Saved or SubtitleOutcome.Deleted => null,
            SubtitleOutcome.NoSuchVideo => "This video was deleted.",
            SubtitleOutcome.NoSuchSubtitle => "These subtitles were deleted in another window.",
            SubtitleOutcome.NotReady => NotReady,
            SubtitleOutcome.Damaged => Damaged,
            SubtitleOutcome.TooMany => TooMany,
            _ => FaultOf(outcome)?.Reason,
        };
}
