namespace StreamVault.Core.Entities;

/// <summary>
/// Everything about a video that the search looks at, folded for comparison. The full-text index <c>search_index</c>
/// has the same columns and row ids; <c>search_substrings</c> has the same row ids.
/// </summary>
public sealed class SearchDocument
{
    /// <summary>The row id in the full-text index.</summary>
    public int Id { get; init; }

    /// <summary>The video.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>The version of the folding and of the fields. Older documents are written again.</summary>
    public int Version { get; set; }

    /// <summary>The title.</summary>
    public string Title { get; set; } = "";

    /// <summary>The description.</summary>
    public string Description { get; set; } = "";

    /// <summary>The names of people.</summary>
    public string People { get; set; } = "";

    /// <summary>The tags.</summary>
    public string Tags { get; set; } = "";

    /// <summary>The titles of its albums and of the albums around them.</summary>
    public string Albums { get; set; } = "";

    /// <summary>The original file name.</summary>
    public string FileName { get; set; } = "";

    /// <summary>The camera.</summary>
    public string Camera { get; set; } = "";

    /// <summary>The nearest town and country.</summary>
    public string Place { get; set; } = "";

    /// <summary>The date in words and numbers.</summary>
    public string Date { get; set; } = "";
}

/// <summary>Where a <see cref="SearchPassage"/> comes from.</summary>
public enum PassageKind
{
    /// <summary>The title of a chapter.</summary>
    Chapter,

    /// <summary>A line of subtitles.</summary>
    Subtitle,

    /// <summary>A note at a moment.</summary>
    Note,
}

/// <summary>
/// A text that belongs to a moment of a video. The full-text index <c>passage_index</c> has one row for all passages of a
/// video, with the row id of its <see cref="SearchDocument"/>.
/// </summary>
public sealed class SearchPassage
{
    /// <summary>Identifies the passage in this database.</summary>
    public int Id { get; init; }

    /// <summary>The video.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>Where it comes from.</summary>
    public PassageKind Kind { get; init; }

    /// <summary>When it starts, in seconds from the start of the video.</summary>
    public double StartSeconds { get; init; }

    /// <summary>The text as it is shown.</summary>
    public required string Text { get; init; }

    /// <summary>The folded text.</summary>
    public required string Folded { get; init; }
}
