using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Library;

/// <summary>The size of the library.</summary>
/// <param name="Videos">The number of videos in any state.</param>
/// <param name="Seconds">Their total length, where known.</param>
/// <param name="StoredBytes">The size of ready videos, without their originals.</param>
/// <param name="OriginalBytes">The size of kept originals.</param>
/// <param name="Originals">The number of kept originals.</param>
public sealed record LibrarySize(int Videos, double Seconds, long StoredBytes, long OriginalBytes, int Originals);

public sealed partial class VideoLibrary
{
    /// <summary>Computes the size of the library from the database, without accessing any files.</summary>
    public async Task<LibrarySize> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
                .Videos.GroupBy(_ => 1)
                .Select(all => new LibrarySize(
                    all.Count(),
                    all.Sum(video => video.DurationSeconds ?? 0),
                    all.Sum(video => video.StoredBytes ?? 0),
                    all.Sum(video => video.OriginalBytes ?? 0),
                    all.Count(video => video.OriginalBytes != null)
                ))
                .SingleOrDefaultAsync(cancellationToken)
            ?? new LibrarySize(0, 0, 0, 0, 0);
    }

    /// <summary>Lists the largest ready videos, largest first.</summary>
    public async Task<IReadOnlyList<Video>> LargestAsync(int take, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .Where(video => video.StoredBytes != null)
            .OrderByDescending(video => video.StoredBytes)
            .ThenBy(video => video.Id)
            .Take(take)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Finds the videos with these ids, in no particular order. Ids that don't exist are skipped.</summary>
    public async Task<IReadOnlyList<Video>> FindAsync(
        IReadOnlyCollection<VideoId> ids,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .Where(video => ids.Contains(video.Id))
            .ToListAsync(cancellationToken);
    }
}
