using StreamVault.Core.Entities;
using StreamVault.Core.Search;

namespace StreamVault.Core.Albums;

/// <summary>An album in a list.</summary>
/// <param name="Album">The album.</param>
/// <param name="Videos">The number of its videos that the viewer may see, without those of albums in it.</param>
/// <param name="Cover">The video whose poster is the cover; null if there is none.</param>
public sealed record AlbumListing(Album Album, int Videos, VideoId? Cover);

/// <summary>Published when albums are created, changed or deleted, or when their videos change.</summary>
public sealed record AlbumsChange;

/// <summary>Changes to an album. Null leaves a value as it is.</summary>
public sealed record AlbumChanges
{
    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>The description; empty to remove it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether to move it to <see cref="ParentId"/>.</summary>
    public bool Move { get; init; }

    /// <summary>The album to move it to; null for the top level.</summary>
    public AlbumId? ParentId { get; init; }

    /// <summary>Whether to set the cover to <see cref="CoverId"/>.</summary>
    public bool SetCover { get; init; }

    /// <summary>The video whose poster is the cover; null for the first video.</summary>
    public VideoId? CoverId { get; init; }

    /// <summary>The order of its videos.</summary>
    public AlbumOrder? Order { get; init; }

    /// <summary>The search of a smart album.</summary>
    public string? Query { get; init; }

    /// <summary>
    /// Its videos in a new, manual order. Videos that aren't listed follow in their current order.
    /// </summary>
    public IReadOnlyList<VideoId>? Videos { get; init; }
}

/// <summary>The outcome of creating or changing an album.</summary>
public abstract record AlbumOutcome
{
    private AlbumOutcome() { }

    /// <summary>It was saved.</summary>
    public sealed record Saved(Album Album) : AlbumOutcome;

    /// <summary>The album doesn't exist.</summary>
    public sealed record NotFound : AlbumOutcome;

    /// <summary>The album that should contain it doesn't exist.</summary>
    public sealed record NoSuchParent : AlbumOutcome;

    /// <summary>The album that should contain it is a smart album, which contains no other albums.</summary>
    public sealed record SmartParent : AlbumOutcome;

    /// <summary>The album that should contain it is the album itself, or is in it.</summary>
    public sealed record InsideItself : AlbumOutcome;

    /// <summary>Albums can't be nested that deeply.</summary>
    public sealed record TooDeep : AlbumOutcome;

    /// <summary>The video of the cover doesn't exist.</summary>
    public sealed record NoSuchCover : AlbumOutcome;

    /// <summary>A video doesn't exist, or isn't in the album.</summary>
    public sealed record NoSuchVideo : AlbumOutcome;

    /// <summary>The videos of a smart album come from its search.</summary>
    public sealed record IsSmart : AlbumOutcome;

    /// <summary>The search of a smart album can't be understood.</summary>
    public sealed record InvalidQuery(SearchFault Fault) : AlbumOutcome;

    /// <summary>A normal album can't become a smart album.</summary>
    public sealed record IsNotSmart : AlbumOutcome;
}
