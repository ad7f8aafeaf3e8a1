using StreamVault.Core.Dates;
using StreamVault.Core.Entities;

namespace StreamVault.Core.BulkEdits;

/// <summary>The outcome of editing videos. Unless it is <see cref="Done"/>, nothing was changed.</summary>
public abstract record BulkEditOutcome
{
    private BulkEditOutcome() { }

    /// <summary>The videos were edited.</summary>
    /// <param name="Changed">The videos that the edit changed.</param>
    /// <param name="Undo">Restores them.</param>
    public sealed record Done(IReadOnlyList<VideoId> Changed, BulkUndo Undo) : BulkEditOutcome;

    /// <summary>A video doesn't exist, or is in the trash.</summary>
    /// <param name="Video">The first such video.</param>
    public sealed record NoSuchVideo(VideoId Video) : BulkEditOutcome;

    /// <summary>The album doesn't exist.</summary>
    public sealed record NoSuchAlbum : BulkEditOutcome;

    /// <summary>Videos can't be added to a smart album.</summary>
    public sealed record SmartAlbum : BulkEditOutcome;

    /// <summary>A date can't be moved that far.</summary>
    /// <param name="Video">The first such video.</param>
    /// <param name="Fault">Why.</param>
    public sealed record DateRefused(VideoId Video, DateFault Fault) : BulkEditOutcome;
}

/// <summary>What <see cref="BulkEdit.UndoAsync"/> restores.</summary>
public sealed record BulkUndo
{
    internal VideoChanges Changes { get; init; } = new();

    internal IReadOnlyList<VideoBefore> Videos { get; init; } = [];

    internal IReadOnlyDictionary<VideoId, VideoDate> NewDates { get; init; } = new Dictionary<VideoId, VideoDate>();

    /// <summary>The album that videos were added to; null if there is none.</summary>
    internal AlbumId? Album { get; init; }

    internal IReadOnlyList<VideoId> AddedToAlbum { get; init; } = [];
}

/// <summary>A video before it was edited.</summary>
internal sealed record VideoBefore(
    VideoId Id,
    string Title,
    string? Description,
    VideoDate Date,
    bool IsFavourite,
    bool IsWatched,
    PlaybackPosition? Position,
    bool IsPrivate,
    DateTimeOffset? TrashedAt,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> People
);
