using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Library;

/// <summary>The size of the library.</summary>
/// <param name="Videos">The number of visible videos in any state.</param>
/// <param name="Seconds">Their total length, where known.</param>
/// <param name="StoredBytes">The size of all ready videos outside the trash, without their originals.</param>
/// <param name="OriginalBytes">The size of all kept originals outside the trash.</param>
/// <param name="Originals">The number of kept originals of visible videos.</param>
public sealed record LibrarySize(int Videos, double Seconds, long StoredBytes, long OriginalBytes, int Originals);

public sealed partial class VideoLibrary
{
    /// <summary>
    /// Computes the size of the library from the database, without accessing any files. Locked private videos aren't
    /// counted, but the bytes include them, so that they add up to what the disk holds.
    /// </summary>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<LibrarySize> MeasureAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
                .Videos.Where(video => video.TrashedAt == null)
                .GroupBy(_ => 1)
                .Select(all => new LibrarySize(
                    all.Count(video => withPrivate || !video.IsPrivate),
                    all.Sum(video => withPrivate || !video.IsPrivate ? video.DurationSeconds ?? 0 : 0),
                    all.Sum(video => video.StoredBytes ?? 0),
                    all.Sum(video => video.OriginalBytes ?? 0),
                    all.Count(video => video.OriginalBytes != null && (withPrivate || !video.IsPrivate))
                ))
                .SingleOrDefaultAsync(cancellationToken)
            ?? new LibrarySize(0, 0, 0, 0, 0);
    }

    /// <summary>Lists the largest ready videos that can be seen, largest first.</summary>
    /// <param name="take">The maximum number to return.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<Video>> LargestAsync(
        int take,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .Visible(withPrivate)
            .Where(video => video.StoredBytes != null)
            .OrderByDescending(video => video.StoredBytes)
            .ThenBy(video => video.Id)
            .Take(take)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Finds the videos with these ids, in this order. Ids that don't exist are skipped.</summary>
    public async Task<IReadOnlyList<Video>> FindAsync(
        IReadOnlyCollection<VideoId> ids,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database.Videos.AsNoTracking().WithIdsAsync(ids, cancellationToken);
    }
}
