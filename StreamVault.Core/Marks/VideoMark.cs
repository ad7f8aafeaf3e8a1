using StreamVault.Core.Entities;

namespace StreamVault.Core.Marks;

/// <summary>What a mark in a video is.</summary>
public enum MarkKind
{
    /// <summary>The start of a chapter.</summary>
    Chapter,

    /// <summary>A note at a moment.</summary>
    Note,
}

/// <summary>A chapter or a note of a video.</summary>
/// <param name="Id">Identifies it within its video.</param>
/// <param name="AtSeconds">The moment, in seconds from the start of the video.</param>
/// <param name="Text">The title of the chapter, or the text of the note.</param>
public sealed record VideoMark(Guid Id, double AtSeconds, string Text)
{
    /// <summary>The maximum number of marks of one kind in a video.</summary>
    public const int MaxCount = 500;

    /// <summary>The maximum length of a text, in UTF-16 code units.</summary>
    public static int MaxTextLength(MarkKind kind) =>
        kind == MarkKind.Chapter ? Chapter.MaxTitleLength : Note.MaxTextLength;

    /// <summary>The marks of a video, in order of time.</summary>
    public static IReadOnlyList<VideoMark> Of(Video video, MarkKind kind) =>
        kind == MarkKind.Chapter
            ? [.. video.Chapters.Select(chapter => new VideoMark(chapter.Id, chapter.StartSeconds, chapter.Title))]
            : [.. video.Notes.Select(note => new VideoMark(note.Id, note.AtSeconds, note.Text))];

    /// <summary>Replaces the marks of a video.</summary>
    internal static void Set(Video video, MarkKind kind, IEnumerable<VideoMark> marks)
    {
        var ordered = marks.OrderBy(mark => mark.AtSeconds);
        if (kind == MarkKind.Chapter)
        {
            video.Chapters = [.. ordered.Select(mark => new Chapter(mark.Id, mark.AtSeconds, mark.Text))];
        }
        else
        {
            video.Notes = [.. ordered.Select(mark => new Note(mark.Id, mark.AtSeconds, mark.Text))];
        }
    }
}
