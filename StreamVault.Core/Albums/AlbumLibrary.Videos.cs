using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Albums;

public sealed partial class AlbumLibrary
{
    /// <summary>Appends videos to an album. Those that are in it already keep their place.</summary>
    /// <param name="id">The album.</param>
    /// <param name="videos">The videos.</param>
    /// <param name="withPrivate">Whether private videos are unlocked. If not, they are treated as missing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<AlbumOutcome> AddAsync(
        AlbumId id,
        IReadOnlyCollection<VideoId> videos,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var (album, fault) = await FindNormalAsync(database, id, cancellationToken);
        if (album is null)
        {
            return fault!;
        }

        if (!await ExistAsync(database, videos, withPrivate, cancellationToken))
        {
            return new AlbumOutcome.NoSuchVideo();
        }

        var added = await AlbumEntries.AppendAsync(database, id, videos, cancellationToken);
        await SaveAsync(database, album, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(added);
        return new AlbumOutcome.Saved(WithoutHiddenCover(album, withPrivate));
    }

    /// <summary>Adds videos to the album of a path; see <see cref="AlbumPath"/>. Missing albums are created.</summary>
    /// <param name="path">At least one title.</param>
    /// <param name="videos">The videos.</param>
    /// <param name="withPrivate">Whether private videos are unlocked. If not, they are treated as missing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<AlbumOutcome> AddToPathAsync(
        IReadOnlyList<string> path,
        IReadOnlyCollection<VideoId> videos,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await ExistAsync(database, videos, withPrivate, cancellationToken))
        {
            return new AlbumOutcome.NoSuchVideo();
        }

        var id = await AlbumPath.AddAsync(database, path, videos, clock.GetUtcNow(), cancellationToken);
        var album = await database.Albums.AsNoTracking().SingleAsync(album => album.Id == id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(videos);
        return new AlbumOutcome.Saved(WithoutHiddenCover(album, withPrivate));
    }

    private static async Task<bool> ExistAsync(
        StreamVaultDbContext database,
        IReadOnlyCollection<VideoId> videos,
        bool withPrivate,
        CancellationToken cancellationToken
    ) =>
        await database.Videos.Visible(withPrivate).CountAsync(video => videos.Contains(video.Id), cancellationToken)
        == videos.Distinct().Count();

    /// <summary>
    /// Removes videos from an album. They stay in the library. Videos in the trash stay in the album too, so that they
    /// can be restored.
    /// </summary>
    /// <param name="id">The album.</param>
    /// <param name="videos">The videos.</param>
    /// <param name="withPrivate">Whether private videos are unlocked. If not, they are treated as missing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns><see cref="AlbumOutcome.NoSuchVideo"/> if none of them is in the album.</returns>
    public async Task<AlbumOutcome> RemoveAsync(
        AlbumId id,
        IReadOnlyCollection<VideoId> videos,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var (album, fault) = await FindNormalAsync(database, id, cancellationToken);
        if (album is null)
        {
            return fault!;
        }

        var visible = database.Videos.Visible(withPrivate);
        var entries = await database
            .AlbumVideos.Where(entry =>
                entry.AlbumId == id && videos.Contains(entry.VideoId) && visible.Any(video => video.Id == entry.VideoId)
            )
            .ToListAsync(cancellationToken);
        if (entries.Count == 0)
        {
            return new AlbumOutcome.NoSuchVideo();
        }

        database.AlbumVideos.RemoveRange(entries);
        await SaveAsync(database, album, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(entries.Select(entry => entry.VideoId));
        return new AlbumOutcome.Saved(WithoutHiddenCover(album, withPrivate));
    }

    // Sets the positions in the given order; false if a video isn't in the album. Hidden videos keep their positions.
    private static async Task<bool> TryArrangeAsync(
        StreamVaultDbContext database,
        Album album,
        IReadOnlyList<VideoId> videos,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        var visible = database.Videos.Visible(withPrivate);
        var found = await database
            .AlbumVideos.Where(entry => entry.AlbumId == album.Id)
            .OrderBy(entry => entry.Position)
            .ThenBy(entry => entry.VideoId)
            .Select(entry => new { Entry = entry, IsVisible = visible.Any(video => video.Id == entry.VideoId) })
            .ToListAsync(cancellationToken);
        var entries = found.Where(row => row.IsVisible).ToDictionary(row => row.Entry.VideoId, row => row.Entry);
        if (!videos.All(entries.ContainsKey))
        {
            return false;
        }

        var order = new Queue<VideoId>(
            videos.Concat(found.Select(row => row.Entry.VideoId).Where(entries.ContainsKey)).Distinct()
        );
        for (var position = 0; position < found.Count; position++)
        {
            var entry = found[position].IsVisible ? entries[order.Dequeue()] : found[position].Entry;
            entry.Position = position;
        }

        album.Order = AlbumOrder.Manual;
        return true;
    }

    private static async Task<(Album? Album, AlbumOutcome? Fault)> FindNormalAsync(
        StreamVaultDbContext database,
        AlbumId id,
        CancellationToken cancellationToken
    ) =>
        await database.Albums.SingleOrDefaultAsync(album => album.Id == id, cancellationToken) switch
        {
            null => (null, new AlbumOutcome.NotFound()),
            { Query: not null } => (null, new AlbumOutcome.IsSmart()),
            { } album => (album, null),
        };

    private Task<int> SaveAsync(StreamVaultDbContext database, Album album, CancellationToken cancellationToken)
    {
        album.UpdatedAt = clock.GetUtcNow();
        return database.SaveChangesAsync(cancellationToken);
    }
}
