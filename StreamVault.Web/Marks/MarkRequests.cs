using StreamVault.Core.Marks;

namespace StreamVault.Web.Marks;

/// <summary>A chapter to add, or what changes about one.</summary>
/// <param name="StartSeconds">Its start, in seconds from the start of the video.</param>
/// <param name="Title">Its name, 1 to 120 characters.</param>
internal sealed record ChapterRequest(double? StartSeconds = null, string? Title = null);

/// <summary>A note to add, or what changes about one.</summary>
/// <param name="AtSeconds">The moment, in seconds from the start of the video.</param>
/// <param name="Text">The text, 1 to 2,000 characters.</param>
internal sealed record NoteRequest(double? AtSeconds = null, string? Text = null);

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
