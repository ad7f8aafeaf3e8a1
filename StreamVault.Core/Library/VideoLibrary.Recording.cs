using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Recording;
using StreamVault.Core.Search;

namespace StreamVault.Core.Library;

public sealed partial class VideoLibrary
{
    /// <summary>Counts the matching videos under each heading of the timeline. Videos without a date come last.</summary>
    private static async Task<IReadOnlyList<TimelineCount>> TimelineAsync(
        StreamVaultDbContext database,
        VideoQuery query,
        VideoSearch search,
        CancellationToken cancellationToken
    )
    {
        var groups = await search
            .In(Filtered(database.Videos, query with { ReadsAll = query.HasFilters }, search))
            .GroupBy(video => video.Timeline)
            .Select(group => new { Number = group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var sorted =
            query.Sort == VideoSort.RecordedFirst
                ? groups.OrderBy(group => group.Number is null).ThenBy(group => group.Number)
                : groups.OrderByDescending(group => group.Number);
        return
        [
            .. sorted.Select(group => new TimelineCount(
                group.Number is { } number ? TimelineGroup.FromNumber(number) : null,
                group.Count
            )),
        ];
    }

    /// <summary>Counts the videos that have a place.</summary>
    public async Task<int> CountPlacesAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database.Videos.CountAsync(video => video.Place != null, cancellationToken);
    }

    /// <summary>Removes the places of all videos, and their towns, from the database. Original files aren't changed.</summary>
    /// <returns>The number of videos that had a place.</returns>
    public async Task<int> ForgetPlacesAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var forgotten = await database
            .Videos.Where(video => video.Place != null)
            .ExecuteUpdateAsync(video => video.SetProperty(v => v.Place, (Place?)null), cancellationToken);
        await database
            .Videos.Where(video => video.Town != null || video.Country != null)
            .ExecuteUpdateAsync(
                video => video.SetProperty(v => v.Town, (string?)null).SetProperty(v => v.Country, (string?)null),
                cancellationToken
            );
        var found = await database
            .SearchDocuments.Where(document => document.Place != "")
            .Select(document => document.VideoId)
            .ToListAsync(cancellationToken);
        await SearchIndex.RefreshAsync(database, found, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        events.Publish(new PlacesForgotten());
        return forgotten;
    }
}
