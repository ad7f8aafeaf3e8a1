using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

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

public sealed partial class VideoLibrary
{
    /// <summary>Counts the videos of every filter within a search, in one statement.</summary>
    /// <param name="query">The query. Only its search and its privacy are used.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<FilterCounts> CountFiltersAsync(VideoQuery query, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var searched = new VideoQuery(query.Search, WithPrivate: query.WithPrivate) { ReadsAll = true };
        var matching = await MatchingAsync(database, searched, cancellationToken);
        return await matching
                .GroupBy(_ => 1)
                .Select(all => new FilterCounts(
                    all.Count(),
                    all.Count(video => video.Status == VideoStatus.Ready),
                    all.Count(video => video.Status == VideoStatus.Encoding),
                    all.Count(video => video.Status == VideoStatus.Pending),
                    all.Count(video => video.Status == VideoStatus.Failed || video.Damage != null),
                    all.Count(video =>
                        video.Warning != null && video.Status != VideoStatus.Failed && video.Damage == null
                    ),
                    all.Count(video => video.IsFavourite),
                    all.Count(video => video.IsPrivate),
                    all.Count(video => video.Timeline == null)
                ))
                .SingleOrDefaultAsync(cancellationToken)
            ?? FilterCounts.None;
    }

    /// <summary>Gets the videos of one page without counting all that match.</summary>
    public async Task<IReadOnlyList<Video>> WindowAsync(VideoQuery query, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var ordered = await OrderedAsync(database, query, cancellationToken);
        return await ordered.Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
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
