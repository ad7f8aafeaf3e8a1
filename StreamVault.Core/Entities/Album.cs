using StreamVault.Core.Text;

namespace StreamVault.Core.Entities;

/// <summary>The order of the videos in an album.</summary>
public enum AlbumOrder
{
    /// <summary>By date filmed, oldest first; undated videos come last.</summary>
    Date,

    /// <summary>As arranged by the user.</summary>
    Manual,
}

/// <summary>A collection of videos. A smart album contains the results of a saved search instead.</summary>
public sealed class Album
{
    /// <summary>Maximum length of a title, in UTF-16 code units.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>Maximum length of a description, in UTF-16 code units.</summary>
    public const int MaxDescriptionLength = 5_000;

    /// <summary>Maximum number of albums from the outermost to the innermost.</summary>
    public const int MaxDepth = 8;

    /// <summary>Identifies the album.</summary>
    public AlbumId Id { get; init; }

    /// <summary>The title; 1 to <see cref="MaxTitleLength"/> characters. Albums may have the same title.</summary>
    public required string Title
    {
        get;
        set
        {
            field = value;
            TitleKey = NaturalOrder.Key(value);
        }
    }

    /// <summary>The title as a text that sorts in natural order.</summary>
    public string TitleKey { get; private set; } = "";

    /// <summary>The description, if any.</summary>
    public string? Description { get; set; }

    /// <summary>The album that contains this album; null at the top level.</summary>
    public AlbumId? ParentId { get; set; }

    /// <summary>The video whose poster is the cover; null for the first video's.</summary>
    public VideoId? CoverId { get; set; }

    /// <summary>The order of its videos.</summary>
    public AlbumOrder Order { get; set; }

    /// <summary>The search of a smart album; null for a normal album.</summary>
    public string? Query { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Creates an album that has no videos yet.</summary>
    /// <param name="title">The title; surrounding spaces are removed.</param>
    /// <param name="now">The current time.</param>
    /// <param name="parent">The album that contains it; null for the top level.</param>
    public static Album Create(string title, DateTimeOffset now, AlbumId? parent = null) =>
        new()
        {
            Id = AlbumId.New(now),
            Title = title.Trim(),
            ParentId = parent,
            CreatedAt = now,
            UpdatedAt = now,
        };
}

/// <summary>A video in an album.</summary>
public sealed class AlbumVideo
{
    /// <summary>The album.</summary>
    public AlbumId AlbumId { get; init; }

    /// <summary>The video.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>Its position in the manual order. Positions ascend but need not be consecutive.</summary>
    public int Position { get; set; }
}
