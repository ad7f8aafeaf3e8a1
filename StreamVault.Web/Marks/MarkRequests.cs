using System.ComponentModel.DataAnnotations;
using StreamVault.Core.Marks;

namespace StreamVault.Web.Marks;

/// <summary>A chapter to add.</summary>
/// <param name="StartSeconds">Its start, in seconds from the start of the video.</param>
/// <param name="Title">Its name; 1 to 120 characters.</param>
internal sealed record AddChapterRequest([property: Required] double? StartSeconds, [property: Required] string? Title);

/// <summary>What changes about a chapter; what is omitted stays as it is.</summary>
/// <param name="StartSeconds">Its start, in seconds from the start of the video.</param>
/// <param name="Title">Its name; 1 to 120 characters.</param>
internal sealed record ChangeChapterRequest(double? StartSeconds, string? Title);

/// <summary>A note to add.</summary>
/// <param name="AtSeconds">The moment, in seconds from the start of the video.</param>
/// <param name="Text">The text; 1 to 2,000 characters.</param>
internal sealed record AddNoteRequest([property: Required] double? AtSeconds, [property: Required] string? Text);

/// <summary>What changes about a note; what is omitted stays as it is.</summary>
/// <param name="AtSeconds">The moment, in seconds from the start of the video.</param>
/// <param name="Text">The text; 1 to 2,000 characters.</param>
internal sealed record ChangeNoteRequest(double? AtSeconds, string? Text);

/// <summary>A chapter. It ends where the next one starts.</summary>
/// <param name="Id">Identifies it within its video.</param>
/// <param name="StartSeconds">Its start, in seconds from the start of the video.</param>
/// <param name="Title">Its name.</param>
internal sealed record ChapterResponse(Guid Id, double StartSeconds, string Title)
{
    public static ChapterResponse Of(VideoMark mark) => new(mark.Id, mark.AtSeconds, mark.Text);
}

/// <summary>A note at a moment of a video.</summary>
/// <param name="Id">Identifies it within its video.</param>
/// <param name="AtSeconds">The moment, in seconds from the start of the video.</param>
/// <param name="Text">The text.</param>
internal sealed record NoteResponse(Guid Id, double AtSeconds, string Text)
{
    public static NoteResponse Of(VideoMark mark) => new(mark.Id, mark.AtSeconds, mark.Text);
}
