using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Recording;
using StreamVault.Core.Search;

namespace StreamVault.Core.Library;

public sealed partial class VideoLibrary
{
    /// <summary>
    /// Changes the exact recording date of a video. It replaces a date that the user entered less exactly.
    /// </summary>
    /// <param name="id">The video.</param>
    /// <param name="recorded">The date; null if unknown.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The changed video; null if it doesn't exist.</returns>
    public async Task<Video?> SetRecordingDateAsync(
        VideoId id,
        RecordingDate? recorded,
        CancellationToken cancellationToken
    ) =>
        await ChangeDateAsync(
            id,
            video =>
            {
                video.Recorded = recorded;
                video.ApproximateDate = recorded is null ? video.ApproximateDate : null;
            },
            cancellationToken
        );

    /// <summary>Changes when a video was filmed, as exactly as the user knows it.</summary>
    /// <param name="id">The video.</param>
    /// <param name="date">
    /// The date. An exact day replaces <see cref="Video.Recorded"/> unless that is a time of the same day. Null removes
    /// the date that the user entered; the date from the file stays.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The changed video; null if it doesn't exist.</returns>
    public async Task<Video?> SetDateAsync(VideoId id, EdtfDate? date, CancellationToken cancellationToken) =>
        await ChangeDateAsync(id, video => video.SetDate(date, clock.LocalTimeZone), cancellationToken);

    private async Task<Video?> ChangeDateAsync(VideoId id, Action<Video> change, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var video = await database.Videos.SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
        if (video is null)
        {
            return null;
        }

        change(video);
        video.UpdatedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        events.Publish(new LibraryChange(id));
        return video;
    }

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
