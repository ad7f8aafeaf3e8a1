using StreamVault.Core.Marks;
using StreamVault.Web.Text;

namespace StreamVault.Web.Marks;

/// <summary>Why a chapter or note was not saved, in words.</summary>
internal static class MarkText
{
    /// <returns>Whether the time is at fault, not the text, and the reason; null if it was saved.</returns>
    public static (bool IsTime, string Reason)? FaultOf(MarkOutcome outcome, MarkKind kind) =>
        outcome switch
        {
            MarkOutcome.OutsideVideo outside => (
                true,
                $"The time must be within the video, which is {Readable.Length(outside.DurationSeconds)} long."
            ),
            MarkOutcome.NoText => (false, kind == MarkKind.Chapter ? "Enter a title." : "Enter a note."),
            MarkOutcome.TextTooLong tooLong => (false, $"Enter at most {tooLong.MaxLength} characters."),
            MarkOutcome.ControlCharacters => (false, "Remove the control characters from the text."),
            MarkOutcome.TooMany => (false, $"A video can have at most {VideoMark.MaxCount}. Delete one first."),
            MarkOutcome.NotReady => (true, "This video is not ready yet."),
            MarkOutcome.NoSuchMark => (
                false,
                $"This {(kind == MarkKind.Chapter ? "chapter" : "note")} was deleted in another window."
            ),
            MarkOutcome.NoSuchVideo => (false, "This video was deleted."),
            _ => null,
        };
}
