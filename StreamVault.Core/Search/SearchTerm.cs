using StreamVault.Core.Entities;

namespace StreamVault.Core.Search;

/// <summary>A condition of a search. A video has to meet all of them.</summary>
/// <param name="Source">The condition as it was typed, without a minus sign.</param>
/// <param name="IsExcluded">Whether a video must not meet it: <c>-word</c>.</param>
public abstract record SearchTerm(string Source, bool IsExcluded)
{
    /// <summary>Words next to each other in any text of the video.</summary>
    /// <param name="Folded">The folded words.</param>
    /// <param name="IsWhole">Whether the last word is complete, as in quotes; otherwise longer words match too.</param>
    /// <param name="Source">The words as they were typed.</param>
    /// <param name="IsExcluded">Whether a video must not contain them.</param>
    public sealed record Words(string Folded, bool IsWhole, string Source, bool IsExcluded)
        : SearchTerm(Source, IsExcluded);

    /// <summary>Text without letters or digits, searched for only in titles: <c>%</c>.</summary>
    /// <param name="Source">The text.</param>
    public sealed record Symbols(string Source) : SearchTerm(Source, false);

    /// <summary>A tag or a person.</summary>
    /// <param name="Kind">Which of the two.</param>
    /// <param name="Folded">The folded name, or words of it.</param>
    /// <param name="Source">The condition as it was typed.</param>
    /// <param name="IsExcluded">Whether a video must not have it.</param>
    public sealed record TagName(TagKind Kind, string Folded, string Source, bool IsExcluded)
        : SearchTerm(Source, IsExcluded);

    /// <summary>An album, with the albums inside it.</summary>
    /// <param name="Folded">The folded title, or words of it.</param>
    /// <param name="Source">The condition as it was typed.</param>
    /// <param name="IsExcluded">Whether a video must not be in it.</param>
    public sealed record InAlbum(string Folded, string Source, bool IsExcluded) : SearchTerm(Source, IsExcluded);

    /// <summary>Words next to each other in one field.</summary>
    /// <param name="Column">The column of the full-text index.</param>
    /// <param name="Folded">The folded words.</param>
    /// <param name="Source">The condition as it was typed.</param>
    /// <param name="IsExcluded">Whether a video must not have them.</param>
    public sealed record InField(string Column, string Folded, string Source, bool IsExcluded)
        : SearchTerm(Source, IsExcluded);

    /// <summary>The date filmed.</summary>
    /// <param name="From">The first day; null for any.</param>
    /// <param name="Until">The day after the last one; null for any.</param>
    /// <param name="IsWithin">Whether the date must be precise enough to fit into these days.</param>
    /// <param name="Source">The condition as it was typed.</param>
    /// <param name="IsExcluded">Whether a video must not be from these days.</param>
    public sealed record DateRange(DateOnly? From, DateOnly? Until, bool IsWithin, string Source, bool IsExcluded)
        : SearchTerm(Source, IsExcluded);

    /// <summary>The duration.</summary>
    /// <param name="Longer">Whether it must be longer; otherwise shorter.</param>
    /// <param name="Seconds">The limit in seconds.</param>
    /// <param name="Source">The condition as it was typed.</param>
    /// <param name="IsExcluded">Whether the condition is negated.</param>
    public sealed record Duration(bool Longer, double Seconds, string Source, bool IsExcluded)
        : SearchTerm(Source, IsExcluded);

    /// <summary>A property that a video has or doesn't have.</summary>
    /// <param name="Property">The property.</param>
    /// <param name="Source">The condition as it was typed.</param>
    /// <param name="IsExcluded">Whether a video must not have it.</param>
    public sealed record HasProperty(SearchProperty Property, string Source, bool IsExcluded)
        : SearchTerm(Source, IsExcluded);
}

/// <summary>What <c>is:</c> and <c>has:</c> look for.</summary>
public enum SearchProperty
{
    /// <summary>A favourite.</summary>
    Favourite,

    /// <summary>A private video.</summary>
    Private,

    /// <summary>Ready to play.</summary>
    Ready,

    /// <summary>Watched to the end, or marked as watched.</summary>
    Watched,

    /// <summary>Stopped before the end.</summary>
    Unfinished,

    /// <summary>Subtitles.</summary>
    Subtitles,

    /// <summary>Chapters.</summary>
    Chapters,

    /// <summary>Notes.</summary>
    Notes,

    /// <summary>A description.</summary>
    Description,

    /// <summary>A tag.</summary>
    Tags,

    /// <summary>A person.</summary>
    People,

    /// <summary>An album.</summary>
    Album,

    /// <summary>A date filmed.</summary>
    Date,

    /// <summary>A place.</summary>
    Place,

    /// <summary>The kept original file.</summary>
    Original,
}
