using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Persistence;
using StreamVault.Core.Search;
using StreamVault.Core.Storage;
using StreamVault.Core.Text;

namespace StreamVault.Core.Library;

/// <summary>Queries, edits and deletes videos. Thread-safe.</summary>
public sealed partial class VideoLibrary(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    VaultStorage storage,
    DatabaseCopies copies,
    EventHub events,
    TimeProvider clock,
    ILogger<VideoLibrary> logger
)
{
    private readonly ConcurrentDictionary<VideoId, bool> _deleted = new();

    /// <summary>Raised after a video's rows are deleted and before its files are.</summary>
    public event Action<VideoId>? Deleted;

    /// <summary>Whether this process has tried to delete the video.</summary>
    internal bool WasDeleted(VideoId id) => _deleted.ContainsKey(id);

    /// <summary>Gets one page of the library.</summary>
    public async Task<VideoPage> ListAsync(VideoQuery query, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var search = await SearchAsync(database, query, cancellationToken);
        var total = await search.In(Filtered(database.Videos, query, search)).CountAsync(cancellationToken);
        var items = await ReadAsync(database, query, search, cancellationToken);
        return new VideoPage(items, total)
        {
            Explanation = query.WithMatches
                ? await search.ExplainAsync(items, cancellationToken)
                : SearchExplanation.None,
        };
    }

    /// <summary>Counts the matching videos.</summary>
    public async Task<int> CountAsync(VideoQuery query, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var matching = await MatchingAsync(database, query, cancellationToken);
        return await matching.CountAsync(cancellationToken);
    }

    /// <summary>Counts the videos that need attention, and the other videos that have a warning.</summary>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<AttentionCounts> CountAttentionAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        // Both are counted in one pass over the table, because every page repeats the query after each change.
        var counts = await database
            .Videos.Visible(withPrivate)
            .Where(video => video.Status == VideoStatus.Failed || video.Damage != null || video.Warning != null)
            .GroupBy(video => video.Status == VideoStatus.Failed || video.Damage != null)
            .Select(videos => new { NeedAttention = videos.Key, Count = videos.Count() })
            .ToListAsync(cancellationToken);
        return new AttentionCounts(
            counts.SingleOrDefault(count => count.NeedAttention)?.Count ?? 0,
            counts.SingleOrDefault(count => !count.NeedAttention)?.Count ?? 0
        );
    }

    /// <summary>Gets the ids of the videos on a page of the library, in order.</summary>
    public async Task<IReadOnlyList<VideoId>> ListIdsAsync(VideoQuery query, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var search = await SearchAsync(database, query, cancellationToken);
        return await IdsAsync(database, query, search, cancellationToken);
    }

    private static async Task<IReadOnlyList<Video>> ReadAsync(
        StreamVaultDbContext database,
        VideoQuery query,
        VideoSearch search,
        CancellationToken cancellationToken
    )
    {
        // Sorting whole rows takes much longer than sorting ids.
        var ids = await IdsAsync(database, query, search, cancellationToken);
        var rows = await database
            .Videos.AsNoTracking()
            .Include(video => video.Position)
            .Where(video => ids.Contains(video.Id))
            .ToDictionaryAsync(video => video.Id, cancellationToken);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private static async Task<IReadOnlyList<VideoId>> IdsAsync(
        StreamVaultDbContext database,
        VideoQuery query,
        VideoSearch search,
        CancellationToken cancellationToken
    ) =>
        await Ordered(database, query, search)
            .Select(video => video.Id)
            .Skip(query.Skip)
            .Take(query.Take)
            .ToListAsync(cancellationToken);

    private static Task<VideoSearch> SearchAsync(
        StreamVaultDbContext database,
        VideoQuery query,
        CancellationToken cancellationToken
    ) => VideoSearch.ResolveAsync(database, query.Search, query.WithPrivate, cancellationToken);

    /// <summary>The videos that a query selects, in no order.</summary>
    private static async Task<IQueryable<Video>> MatchingAsync(
        StreamVaultDbContext database,
        VideoQuery query,
        CancellationToken cancellationToken
    )
    {
        var search = await SearchAsync(database, query, cancellationToken);
        return search.In(Filtered(database.Videos.AsNoTracking(), query, search));
    }

    // Everything but the search.
    private static IQueryable<Video> Filtered(IQueryable<Video> videos, VideoQuery query, VideoSearch? search)
    {
        // With an index to read, SQLite would look up each visible video in the results instead of the other way round.
        var visible =
            query.ReadsAll || query.FilmedOn is not null || search is { HasTerms: true }
                ? videos.VisibleInScan(query.WithPrivate)
                : videos.Visible(query.WithPrivate);
        videos = WithFlags(visible, query);
        if (query.Status is { } status)
        {
            videos = videos.Where(video => video.Status == status);
        }

        if (query.NeedsAttention)
        {
            videos = videos.Where(video => video.Status == VideoStatus.Failed || video.Damage != null);
        }

        if (query.HasWarning)
        {
            videos = videos.Where(video =>
                video.Warning != null && video.Status != VideoStatus.Failed && video.Damage == null
            );
        }

        return videos;
    }

    private static IQueryable<Video> Ordered(StreamVaultDbContext database, VideoQuery query, VideoSearch search)
    {
        var videos = Filtered(database.Videos.AsNoTracking(), query, search);
        return query.Sort == VideoSort.Relevance ? search.RankedIn(videos) : Ordered(search.In(videos), query.Sort);
    }

    private static IOrderedQueryable<Video> Ordered(IQueryable<Video> videos, VideoSort sort) =>
        (
            sort switch
            {
                VideoSort.Oldest => videos.OrderBy(video => video.CreatedAt),
                VideoSort.Title => videos.OrderBy(video => video.TitleKey),
                VideoSort.TitleDescending => videos.OrderByDescending(video => video.TitleKey),
                VideoSort.Longest => videos.OrderByDescending(video => video.DurationSeconds),
                VideoSort.Shortest => videos.OrderBy(video => video.DurationSeconds),
                VideoSort.Largest => videos.OrderByDescending(video => video.FileSizeBytes),
                VideoSort.Smallest => videos.OrderBy(video => video.FileSizeBytes),
                VideoSort.RecordedLast => videos
                    .OrderByDescending(video => video.Timeline)
                    .ThenByDescending(video => video.RecordedOn),
                VideoSort.RecordedFirst => videos
                    .OrderBy(video => video.Timeline == null)
                    .ThenBy(video => video.Timeline)
                    .ThenBy(video => video.RecordedOn),
                _ => videos.OrderByDescending(video => video.CreatedAt),
            }
        ).ThenBy(video => video.Id);

    /// <summary>Finds a video. Returns null if it doesn't exist.</summary>
    public async Task<Video?> FindAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .Include(video => video.Position)
            .SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
    }

    /// <summary>Changes the title or description of a video.</summary>
    /// <param name="id">The video.</param>
    /// <param name="title">1 to <see cref="Video.MaxTitleLength"/> characters; null to leave it unchanged.</param>
    /// <param name="description">
    /// At most <see cref="Video.MaxDescriptionLength"/> characters; empty to remove it, null to leave it unchanged.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The changed video; null if it doesn't exist.</returns>
    public async Task<Video?> DescribeAsync(
        VideoId id,
        string? title,
        string? description,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var video = await database.Videos.SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
        if (video is null)
        {
            return null;
        }

        video.Title = title?.Trim() ?? video.Title;
        video.Description =
            description is null ? video.Description
            : VisibleText.IsIn(description) ? description.Trim()
            : null;
        video.UpdatedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        events.Publish(new LibraryChange(id));
        return video;
    }

    /// <summary>
    /// Marks the warning of a video as read. It no longer counts as one, but stays in the details. A later warning counts
    /// again.
    /// </summary>
    /// <returns>False if there is no such video. True also if it has no warning.</returns>
    public async Task<bool> DismissWarningAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        // In one statement, so that it doesn't dismiss the warning of a version that is published meanwhile.
        var dismissed = await database
            .Videos.Where(video => video.Id == id && video.Warning != null)
            .ExecuteUpdateAsync(
                video =>
                    video
                        .SetProperty(v => v.DismissedWarning, v => v.Warning)
                        .SetProperty(v => v.Warning, (string?)null)
                        .SetProperty(v => v.UpdatedAt, now),
                cancellationToken
            );
        if (dismissed == 0)
        {
            return await database.Videos.AnyAsync(video => video.Id == id, cancellationToken);
        }

        events.Publish(new LibraryChange(id));
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Video {Video} was deleted")]
        public static partial void Deleted(ILogger logger, VideoId video);

        [LoggerMessage(LogLevel.Information, "Videos moved {Where}: {Count}")]
        public static partial void Moved(ILogger logger, int count, string where);

        [LoggerMessage(
            LogLevel.Warning,
            "The disk is full; deleting the files of video {Video} before its database entry to free up space"
        )]
        public static partial void FilesFirst(ILogger logger, VideoId video);

        [LoggerMessage(
            LogLevel.Information,
            "The deletion of video {Video} was interrupted and has now been completed"
        )]
        public static partial void DeletionFinished(ILogger logger, VideoId video);

        [LoggerMessage(
            LogLevel.Warning,
            "Video {Video} was deleted, but its database entry can't be removed because the disk is full. Retrying at the next start"
        )]
        public static partial void EntryKept(ILogger logger, VideoId video, Exception e);
    }
}
