using StreamVault.Core.Marks;
using StreamVault.Web.Text;

namespace StreamVault.Web.Marks;

/// <summary>Why a chapter or note was not saved, in words.</summary>
internal static class MarkText
{
    /// <returns>Whether the time is at fault, not the text, and the reason; null if it was saved.</returns>
    public static (bool IsTime, string Reason)? FaultOf(MarkOutcome outcome) =>
        outcome switch
        {
            MarkOutcome.OutsideVideo outside => (
                true,
                $"The time must be within the video, which is {Readable.Length(outside.DurationSeconds)} long."
            ),
            MarkOutcome.NoText => (false, "Enter a text."),
            MarkOutcome.TextTooLong tooLong => (false, $"Enter at most {tooLong.MaxLength} characters."),
            MarkOutcome.TooMany => (false, $"A video can have at most {VideoMark.MaxCount}. Delete one first."),
            MarkOutcome.NotReady => (true, "This video is not ready yet."),
            MarkOutcome.NoSuchMark => (false, "It was deleted on another page."),
            MarkOutcome.NoSuchVideo => (false, "This video was deleted."),
            _ => null,
        };
}
