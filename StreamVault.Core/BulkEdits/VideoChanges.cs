using StreamVault.Core.Dates;
using StreamVault.Core.Entities;

namespace StreamVault.Core.BulkEdits;

/// <summary>Changes to one or more videos. Null leaves a value as it is. Names must be valid tag names.</summary>
public sealed record VideoChanges
{
    /// <summary>The title of each video in it; 1 to <see cref="Video.MaxTitleLength"/> characters.</summary>
    public IReadOnlyDictionary<VideoId, string>? Titles { get; init; }

    /// <summary>The description; empty to remove it.</summary>
    public string? Description { get; init; }

    /// <summary>All tags; replaces the current ones.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>All people; replaces the current ones.</summary>
    public IReadOnlyList<string>? People { get; init; }

    /// <summary>Tags to add.</summary>
    public IReadOnlyList<string> AddTags { get; init; } = [];

    /// <summary>Tags to remove.</summary>
    public IReadOnlyList<string> RemoveTags { get; init; } = [];

    /// <summary>People to add.</summary>
    public IReadOnlyList<string> AddPeople { get; init; } = [];

    /// <summary>People to remove.</summary>
    public IReadOnlyList<string> RemovePeople { get; init; } = [];

    /// <summary>The album to add the videos to.</summary>
    public AlbumId? AddToAlbum { get; init; }

    /// <summary>Changes to the date filmed, in the order in which they are made.</summary>
    public IReadOnlyList<DateChange> Dates { get; init; } = [];

    /// <summary>The title of a new album to add the videos to; 1 to <see cref="Album.MaxTitleLength"/> characters.</summary>
    public string? AddToNewAlbum { get; init; }

    /// <summary>Whether they are favourites.</summary>
    public bool? Favourite { get; init; }

    /// <summary>Whether they were watched. Marking a video as watched deletes its playback position.</summary>
    public bool? Watched { get; init; }

    /// <summary>Whether they are private.</summary>
    public bool? Private { get; init; }

    /// <summary>True to move them to the trash.</summary>
    public bool Trash { get; init; }

    internal bool ChangesTags => Tags is not null || AddTags.Count > 0 || RemoveTags.Count > 0;

    internal bool ChangesPeople => People is not null || AddPeople.Count > 0 || RemovePeople.Count > 0;
}
