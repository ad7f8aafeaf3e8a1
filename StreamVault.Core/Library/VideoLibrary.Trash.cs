using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Library;

public sealed partial class VideoLibrary
{
    /// <summary>Which videos are in the trash or private, in memory.</summary>
    public HiddenVideos Hidden { get; } = new(contextFactory, events);

    /// <summary>Moves a video to the trash. Safe to repeat.</summary>
    /// <returns>False if it doesn't exist or is already there.</returns>
    public async Task<bool> TrashAsync(VideoId id, CancellationToken cancellationToken) =>
        await TrashAsync([id], cancellationToken) is [_];

    /// <summary>
    /// Moves videos to the trash, all in one transaction. They disappear from every list, their links stop working, and
    /// their jobs wait until they are restored. Running jobs are stopped by <c>TrashUpkeep</c>.
    /// </summary>
    /// <returns>The moved videos, without those that don't exist or are already there.</returns>
    public Task<IReadOnlyList<VideoId>> TrashAsync(
        IReadOnlyCollection<VideoId> ids,
        CancellationToken cancellationToken
    ) => MoveAsync(ids, toTrash: true, cancellationToken);

    /// <summary>Moves a video back to the library. Safe to repeat.</summary>
    /// <returns>False if it isn't in the trash.</returns>
    public async Task<bool> RestoreAsync(VideoId id, CancellationToken cancellationToken) =>
        await RestoreAsync([id], cancellationToken) is [_];

    /// <summary>Moves videos back to the library, all in one transaction: as they were, with links and jobs.</summary>
    /// <returns>The restored videos, without those that aren't in the trash.</returns>
    public Task<IReadOnlyList<VideoId>> RestoreAsync(
        IReadOnlyCollection<VideoId> ids,
        CancellationToken cancellationToken
    ) => MoveAsync(ids, toTrash: false, cancellationToken);

    private async Task<IReadOnlyList<VideoId>> MoveAsync(
        IReadOnlyCollection<VideoId> ids,
        bool toTrash,
        CancellationToken cancellationToken
    )
    {
        DateTimeOffset? trashedAt = toTrash ? clock.GetUtcNow() : null;
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var wanted = database.Videos.Where(video => ids.Contains(video.Id) && video.TrashedAt == null == toTrash);
        var moved = await wanted.Select(video => video.Id).ToListAsync(cancellationToken);
        await wanted.ExecuteUpdateAsync(set => set.SetProperty(video => video.TrashedAt, trashedAt), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var id in moved)
        {
            events.Publish(new LibraryChange(id));
        }

        if (moved.Count > 0)
        {
            Log.Moved(logger, moved.Count, toTrash ? "to the trash" : "back from the trash");
        }

        return moved;
    }

    /// <summary>Lists the videos in the trash, the latest first.</summary>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<TrashedVideo>> ListTrashAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var videos = await Trashed(database, withPrivate)
            .AsNoTracking()
            .OrderByDescending(video => video.TrashedAt)
            .ThenBy(video => video.Id)
            .ToListAsync(cancellationToken);
        return [.. videos.Select(video => new TrashedVideo(video, video.TrashedAt!.Value, BytesOf(video)))];
    }

    /// <summary>Measures the trash.</summary>
    /// <param name="withPrivate">Whether to include private videos.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<TrashSize> MeasureTrashAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await Trashed(database, withPrivate)
            .GroupBy(_ => 1)
            .Select(all => new TrashSize(
                all.Count(),
                all.Sum(video =>
                    video.Status == VideoStatus.Ready
                        ? (video.StoredBytes ?? 0) + (video.OriginalBytes ?? 0)
                        : video.FileSizeBytes ?? 0
                )
            ))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Deletes one video that is in the trash.</summary>
    /// <returns>False if it isn't in the trash.</returns>
    public Task<bool> DeleteTrashedAsync(VideoId id, CancellationToken cancellationToken) =>
        DeleteAsync(id, DateTimeOffset.MaxValue, cancellationToken);

    /// <summary>
    /// Deletes the videos in the trash, one by one. A video that is restored in the meantime is kept. If it is
    /// cancelled, the remaining videos stay in the trash.
    /// </summary>
    /// <param name="trashedUntil">Only videos that were moved there until then.</param>
    /// <param name="withPrivate">Whether to delete private videos too.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The number of deleted videos.</returns>
    public async Task<int> EmptyTrashAsync(
        DateTimeOffset trashedUntil,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        var deleted = 0;
        foreach (var id in await TrashedUntilAsync(trashedUntil, withPrivate, cancellationToken))
        {
            deleted += await DeleteAsync(id, trashedUntil, cancellationToken) ? 1 : 0;
        }

        return deleted;
    }

    private async Task<List<VideoId>> TrashedUntilAsync(
        DateTimeOffset until,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await Trashed(database, withPrivate)
            .Where(video => video.TrashedAt <= until)
            .OrderBy(video => video.TrashedAt)
            .Select(video => video.Id)
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<Video> Trashed(StreamVaultDbContext database, bool withPrivate) =>
        database.Videos.Where(video => video.TrashedAt != null && (withPrivate || !video.IsPrivate));

    private static long BytesOf(Video video) =>
        video.Status == VideoStatus.Ready
            ? (video.StoredBytes ?? 0) + (video.OriginalBytes ?? 0)
            : video.FileSizeBytes ?? 0;
}
