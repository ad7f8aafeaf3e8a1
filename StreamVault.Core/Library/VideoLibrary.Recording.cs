using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;

namespace StreamVault.Core.Library;

public sealed partial class VideoLibrary
{
    /// <summary>Changes the recording date of a video.</summary>
    /// <param name="id">The video.</param>
    /// <param name="recorded">The date; null if unknown, in which case the upload date is used.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The changed video; null if it doesn't exist.</returns>
    public async Task<Video?> SetRecordingDateAsync(
        VideoId id,
        RecordingDate? recorded,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var video = await database.Videos.SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
        if (video is null)
        {
            return null;
        }

        video.Recorded = recorded;
        video.UpdatedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        events.Publish(new LibraryChange(id));
        return video;
    }

    /// <summary>Lists the months in which the matching videos were recorded, in the order of the query.</summary>
    /// <param name="query">The query, sorted by recording date. The page it selects makes no difference.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Each month that has a video. Videos without a date come last.</returns>
    public async Task<IReadOnlyList<RecordingMonth>> MonthsAsync(VideoQuery query, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var months = await Matching(database.Videos.AsNoTracking(), query)
            .GroupBy(video => new { video.RecordedOn!.Value.Year, video.RecordedOn!.Value.Month })
            .Select(group => new
            {
                Year = (int?)group.Key.Year,
                Month = (int?)group.Key.Month,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        var known = months
            .Select(group => new RecordingMonth(
                group is { Year: { } year, Month: { } month } ? new DateOnly(year, month, 1) : null,
                group.Count
            ))
            .ToList();
        return query.Sort == VideoSort.RecordedFirst
            ? [.. known.OrderBy(group => group.Month is null).ThenBy(group => group.Month)]
            : [.. known.OrderByDescending(group => group.Month)];
    }

    /// <summary>Counts the videos that have a place.</summary>
    public async Task<int> CountPlacesAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database.Videos.CountAsync(video => video.Place != null, cancellationToken);
    }

    /// <summary>Removes the places of all videos from the database. Original files aren't changed.</summary>
    /// <returns>The number of videos that had a place.</returns>
    public async Task<int> ForgetPlacesAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var forgotten = await database
            .Videos.Where(video => video.Place != null)
            .ExecuteUpdateAsync(video => video.SetProperty(v => v.Place, (Place?)null), cancellationToken);
        events.Publish(new PlacesForgotten());
        return forgotten;
    }
}
