using StreamVault.Core.Text;

namespace StreamVault.Core.Entities;

/// <summary>What a <see cref="Tag"/> names.</summary>
public enum TagKind
{
    /// <summary>A topic, an event, or anything else.</summary>
    Tag,

    /// <summary>A person who can be seen or heard.</summary>
    Person,
}

/// <summary>A name that the user gave to videos: a tag or a person.</summary>
public sealed class Tag
{
    /// <summary>Maximum length of a name, in UTF-16 code units.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Identifies the tag in this database.</summary>
    public int Id { get; init; }

    /// <summary>Whether it is a tag or a person.</summary>
    public TagKind Kind { get; init; }

    /// <summary>The name; 1 to <see cref="MaxNameLength"/> characters.</summary>
    public required string Name
    {
        get;
        set
        {
            field = value;
            Key = FoldedText.Of(value);
        }
    }

    /// <summary>The folded name. Unique among the names of a kind.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Where the picture of a person's face comes from; null if none was chosen.</summary>
    public Face? Face { get; set; }
}

/// <summary>A face in a video.</summary>
/// <param name="Video">The video.</param>
/// <param name="AtSeconds">The time in the video.</param>
/// <param name="Left">The left edge of the square, as a fraction of the picture's width.</param>
/// <param name="Top">The top edge, as a fraction of the picture's height.</param>
/// <param name="Size">The length of its sides, as a fraction of the picture's height.</param>
public sealed record Face(VideoId Video, double AtSeconds, double Left, double Top, double Size);

/// <summary>A tag or person of a video.</summary>
public sealed class VideoTag
{
    /// <summary>The video.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>The tag.</summary>
    public int TagId { get; init; }
}
