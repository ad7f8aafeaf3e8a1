using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Search;

namespace StreamVault.Core.Library;

/// <summary>How many videos each filter of the library selects.</summary>
/// <param name="All">All videos.</param>
/// <param name="Ready">Videos that can be played.</param>
/// <param name="Preparing">Videos that are being prepared.</param>
/// <param name="Waiting">Videos that wait for it.</param>
/// <param name="NeedAttention">Videos that failed or have damaged files.</param>
/// <param name="WithWarnings">Other videos that have a warning.</param>
/// <param name="Favourites">Favourites.</param>
/// <param name="Private">Private videos; 0 unless they are unlocked.</param>
/// <param name="Undated">Videos without a date.</param>
public sealed record FilterCounts(
    int All,
    int Ready,
    int Preparing,
    int Waiting,
    int NeedAttention,
    int WithWarnings,
    int Favourites,
    int Private,
    int Undated
)
{
    /// <summary>The counts of an empty library.</summary>
    public static FilterCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);
}

/// <summary>A part of a list of videos.</summary>
/// <param name="Videos">The videos, in order.</param>
/// <param name="Explanation">What the search found in them.</param>
public sealed record VideoWindow(IReadOnlyList<Video> Videos, SearchExplanation Explanation);

/// <summary>What a page of the library shows.</summary>
/// <param name="Counts">How many videos of the search each filter selects.</param>
/// <param name="Timeline">The headings of the timeline, if the query sorts by date filmed.</param>
/// <param name="Total">The total number of matching videos.</param>
/// <param name="Window">The videos of this page.</param>
public sealed record LibraryOverview(
    FilterCounts Counts,
    IReadOnlyList<TimelineCount> Timeline,
    int Total,
    VideoWindow Window
);

public sealed partial class VideoLibrary
{
    /// <summary>Gets everything that a page of the library shows. The search is looked up once.</summary>
    /// <param name="query">The query. The filters are counted without its own filters.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<LibraryOverview> OverviewAsync(VideoQuery query, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var search = await SearchAsync(database, query, cancellationToken);
        var counts = await CountFiltersAsync(database, query, search, cancellationToken);
        var byRecording = query.Sort is VideoSort.RecordedLast or VideoSort.RecordedFirst;
        var timeline = byRecording ? await TimelineAsync(database, query, search, cancellationToken) : [];
        var total =
            byRecording ? timeline.Sum(group => group.Count)
            : query.HasFilters ? await search.In(Filtered(database.Videos, query, search)).CountAsync(cancellationToken)
            : counts.All;
        return new LibraryOverview(
            counts,
            timeline,
            total,
            await WindowAsync(database, query, search, cancellationToken)
        );
    }

    /// <summary>Gets the videos of one page without counting all that match.</summary>
    public async Task<VideoWindow> WindowAsync(VideoQuery query, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var search = await SearchAsync(database, query, cancellationToken);
        return await WindowAsync(database, query, search, cancellationToken);
    }

    private static async Task<VideoWindow> WindowAsync(
        StreamVaultDbContext database,
        VideoQuery query,
        VideoSearch search,
        CancellationToken cancellationToken
    )
    {
        var videos = await ReadAsync(database, query, search, cancellationToken);
        return new VideoWindow(videos, await search.ExplainAsync(videos, cancellationToken));
    }

    /// <summary>Counts the videos of every filter within a search, in one statement.</summary>
    private static async Task<FilterCounts> CountFiltersAsync(
        StreamVaultDbContext database,
        VideoQuery query,
        VideoSearch search,
        CancellationToken cancellationToken
    )
    {
        var all = new VideoQuery(WithPrivate: query.WithPrivate) { ReadsAll = true };
        await using var flags = search
            .In(Filtered(database.Videos, all, search))
            .Select(video => new
            {
                IsReady = video.Status == VideoStatus.Ready,
                IsPreparing = video.Status == VideoStatus.Encoding,
                IsWaiting = video.Status == VideoStatus.Pending,
                NeedsAttention = video.Status == VideoStatus.Failed || video.Damage != null,
                HasWarning = video.Warning != null && video.Status != VideoStatus.Failed && video.Damage == null,
                video.IsFavourite,
                video.IsPrivate,
                IsUndated = video.Timeline == null,
            })
            .CreateDbCommand();
        // EF Core can aggregate a query only in groups, and SQLite sorts all rows for a group.
        var statement = $"""
            SELECT COUNT(*) AS "All", COUNT(*) FILTER (WHERE "IsReady") AS "Ready",
                COUNT(*) FILTER (WHERE "IsPreparing") AS "Preparing", COUNT(*) FILTER (WHERE "IsWaiting") AS "Waiting",
                COUNT(*) FILTER (WHERE "NeedsAttention") AS "NeedAttention",
                COUNT(*) FILTER (WHERE "HasWarning") AS "WithWarnings",
                COUNT(*) FILTER (WHERE "IsFavourite") AS "Favourites",
                COUNT(*) FILTER (WHERE "IsPrivate") AS "Private", COUNT(*) FILTER (WHERE "IsUndated") AS "Undated"
            FROM ({flags.CommandText})
            """;
        var counts = await database
            .Database.SqlQueryRaw<FilterCounts>(statement, [.. flags.Parameters.Cast<object>()])
            .ToListAsync(cancellationToken);
        return counts.Single();
    }

    private static IQueryable<Video> WithFlags(IQueryable<Video> videos, VideoQuery query)
    {
        if (query.OnlyFavourites)
        {
            videos = videos.Where(video => video.IsFavourite);
        }

        if (query.OnlyPrivate)
        {
            videos = videos.Where(video => video.IsPrivate);
        }

        if (query.OnlyUndated)
        {
            videos = videos.Where(video => video.Timeline == null);
        }

        return query.FilmedOn is { } day ? FilmedOn(videos, day) : videos;
    }
}
