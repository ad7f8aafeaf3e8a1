using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Places;

/// <summary>A town where videos were filmed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">The number of videos; at least one.</param>
/// <param name="Latest">The video filmed there last, for a picture.</param>
public sealed record FilmedTown(string Name, int Count, Video Latest);

/// <summary>A country where videos were filmed.</summary>
/// <param name="Name">Its name in English.</param>
/// <param name="Count">The number of videos.</param>
/// <param name="Towns">Its towns, the one with most videos first.</param>
public sealed record FilmedCountry(string Name, int Count, IReadOnlyList<FilmedTown> Towns);

/// <summary>Lists where videos were filmed. Thread-safe.</summary>
public sealed class FilmedPlaces(IDbContextFactory<StreamVaultDbContext> databases)
{
    /// <summary>Lists the countries and towns of the visible videos.</summary>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The country with most videos first.</returns>
    public async Task<IReadOnlyList<FilmedCountry>> ListAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var visible = database
            .Videos.AsNoTracking()
            .Visible(withPrivate)
            .Where(video => video.Town != null && video.Country != null);
        var towns = await visible
            .GroupBy(video => new { video.Country, video.Town })
            .Select(videos => new
            {
                videos.Key.Country,
                videos.Key.Town,
                Count = videos.Count(),
                // Ready videos have a picture.
                Latest = videos
                    .OrderByDescending(video => video.Status == VideoStatus.Ready)
                    .ThenByDescending(video => video.RecordedOn)
                    .ThenBy(video => video.Id)
                    .First(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. towns
                .GroupBy(town => town.Country!)
                .Select(country => new FilmedCountry(
                    country.Key,
                    country.Sum(town => town.Count),
                    [
                        .. country
                            .OrderByDescending(town => town.Count)
                            .ThenBy(town => town.Town, StringComparer.InvariantCulture)
                            .Select(town => new FilmedTown(town.Town!, town.Count, town.Latest)),
                    ]
                ))
                .OrderByDescending(country => country.Count)
                .ThenBy(country => country.Name, StringComparer.InvariantCulture),
        ];
    }
}
