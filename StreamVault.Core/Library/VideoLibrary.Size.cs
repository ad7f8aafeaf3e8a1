using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Library;

/// <summary>What the library amounts to.</summary>
/// <param name="Videos">How many videos there are, whatever their state.</param>
/// <param name="Seconds">Their length together, as far as it is known.</param>
/// <param name="StoredBytes">What is kept of the ready ones, without their originals.</param>
/// <param name="OriginalBytes">Their originals, where they are kept.</param>
/// <param name="Originals">How many originals are kept.</param>
public sealed record LibrarySize(int Videos, double Seconds, long StoredBytes, long OriginalBytes, int Originals);

public sealed partial class VideoLibrary
{
    /// <summary>Adds up the library from the database, without touching a file.</summary>
    public async Task<LibrarySize> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
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

    /// <summary>The ready videos that take the most room, largest first.</summary>
    public async Task<IReadOnlyList<Video>> LargestAsync(int take, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .Where(video => video.StoredBytes != null)
            .OrderByDescending(video => video.StoredBytes)
            .ThenBy(video => video.Id)
            .Take(take)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Those of these videos that exist, in no particular order.</summary>
    public async Task<IReadOnlyList<Video>> FindAsync(
        IReadOnlyCollection<VideoId> ids,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .Where(video => ids.Contains(video.Id))
            .ToListAsync(cancellationToken);
    }
}
