using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

/// <summary>The videos whose searchable texts change when a context is saved.</summary>
internal sealed class SearchChanges
{
    private static readonly string[] VideoTexts =
    [
        nameof(Video.Title),
        nameof(Video.Description),
        nameof(Video.Camera),
        nameof(Video.Town),
        nameof(Video.Country),
        nameof(Video.Recorded),
        nameof(Video.ApproximateDate),
        nameof(Video.Chapters),
        nameof(Video.Notes),
    ];

    private readonly HashSet<VideoId> _videos = [];
    private readonly HashSet<VideoId> _deleted = [];
    private readonly HashSet<int> _tags = [];
    private readonly HashSet<AlbumId> _albums = [];

    private SearchChanges() { }

    /// <summary>Whether no text changes.</summary>
    public bool IsEmpty => _videos.Count + _deleted.Count + _tags.Count + _albums.Count == 0;

    /// <summary>Finds the pending changes of a context.</summary>
    public static SearchChanges Of(ChangeTracker tracker)
    {
        var changes = new SearchChanges();
        foreach (var entry in tracker.Entries())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            {
                changes.Add(entry);
            }
        }

        return changes;
    }

    /// <summary>Reads which videos are affected, and removes deleted ones from the index. Call it before saving.</summary>
    public async Task PrepareAsync(StreamVaultDbContext database, CancellationToken cancellationToken)
    {
        await SearchIndex.RemoveAsync(database, _deleted, cancellationToken);
        if (_tags.Count > 0)
        {
            _videos.UnionWith(
                await database
                    .VideoTags.Where(link => _tags.Contains(link.TagId))
                    .Select(link => link.VideoId)
                    .ToListAsync(cancellationToken)
            );
        }

        if (_albums.Count > 0)
        {
            _videos.UnionWith(await InAlbumsAsync(database, cancellationToken));
        }
    }

    /// <summary>Writes the affected documents. Call it after saving, in the same transaction.</summary>
    public Task WriteAsync(StreamVaultDbContext database, CancellationToken cancellationToken) =>
        SearchIndex.RefreshAsync(database, _videos.Except(_deleted), cancellationToken);

    private void Add(EntityEntry entry)
    {
        switch (entry.Entity)
        {
            case Video video when entry.State == EntityState.Deleted:
                _deleted.Add(video.Id);
                break;
            case Video video when entry.State == EntityState.Added || Changes(entry, VideoTexts):
                _videos.Add(video.Id);
                break;
            case VideoTag link:
                _videos.Add(link.VideoId);
                break;
            case AlbumVideo member when entry.State != EntityState.Modified:
                _videos.Add(member.VideoId);
                break;
            case Tag tag when entry.State == EntityState.Deleted || Changes(entry, nameof(Tag.Name)):
                _tags.Add(tag.Id);
                break;
            case Album album
                when entry.State == EntityState.Deleted || Changes(entry, nameof(Album.Title), nameof(Album.ParentId)):
                _albums.Add(album.Id);
                break;
        }
    }

    private static bool Changes(EntityEntry entry, params string[] properties) =>
        entry.State == EntityState.Modified && properties.Any(name => entry.Property(name).IsModified);

    /// <summary>Reads the videos in the albums and in all albums inside them.</summary>
    private async Task<IReadOnlyList<VideoId>> InAlbumsAsync(
        StreamVaultDbContext database,
        CancellationToken cancellationToken
    )
    {
        var parents = await database
            .Albums.Select(album => new { album.Id, album.ParentId })
            .ToListAsync(cancellationToken);
        var inside = parents.ToLookup(album => album.ParentId, album => album.Id);
        var affected = new HashSet<AlbumId>();
        var left = new Queue<AlbumId>(_albums);
        while (left.TryDequeue(out var album))
        {
            if (affected.Add(album))
            {
                foreach (var child in inside[album])
                {
                    left.Enqueue(child);
                }
            }
        }

        return await database
            .AlbumVideos.Where(member => affected.Contains(member.AlbumId))
            .Select(member => member.VideoId)
            .ToListAsync(cancellationToken);
    }
}
