namespace StreamVault.Core.Search;

/// <summary>Where a search found its words.</summary>
public enum MatchField
{
    /// <summary>The description.</summary>
    Description,

    /// <summary>A person.</summary>
    Person,

    /// <summary>A tag.</summary>
    Tag,

    /// <summary>An album.</summary>
    Album,

    /// <summary>The original file name.</summary>
    FileName,

    /// <summary>The camera.</summary>
    Camera,

    /// <summary>The town or country.</summary>
    Place,

    /// <summary>A chapter.</summary>
    Chapter,

    /// <summary>A line of subtitles.</summary>
    Subtitle,

    /// <summary>A note.</summary>
    Note,
}

/// <summary>A text of a video that contains words of a search.</summary>
/// <param name="Field">Where it comes from.</param>
/// <param name="Text">The text, shortened around the first match.</param>
/// <param name="Seconds">The moment, in seconds from the start of the video; null if it belongs to the whole video.</param>
public sealed record SearchMatch(MatchField Field, string Text, double? Seconds);
