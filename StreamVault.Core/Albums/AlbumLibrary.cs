using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Albums;

/// <summary>Lists, creates, changes and deletes albums. Thread-safe.</summary>
public sealed partial class AlbumLibrary(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    VideoLibrary library,
    EventHub events,
    TimeProvider clock
)
{
    /// <summary>The maximum number of videos in a smart album.</summary>
    public const int MaxSmartVideos = 10_000;

    /// <summary>Lists all albums in natural order of their titles.</summary>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<AlbumListing>> ListAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var visible = database.Videos.Visible(withPrivate);
        var found = await database
            .Albums.AsNoTracking()
            .OrderBy(album => album.TitleKey)
            .ThenBy(album => album.Id)
            .Select(album => new
            {
                Album = album,
                Videos = database.AlbumVideos.Count(entry =>
                    entry.AlbumId == album.Id && visible.Any(video => video.Id == entry.VideoId)
                ),
                First = database
                    .AlbumVideos.Where(entry => entry.AlbumId == album.Id)
                    .Join(visible, entry => entry.VideoId, video => video.Id, (entry, video) => new { entry, video })
                    .Where(pair => pair.video.Status == VideoStatus.Ready)
                    .OrderByDescending(pair => pair.video.Id == album.CoverId)
                    .ThenBy(pair => album.Order == AlbumOrder.Manual ? pair.entry.Position : 0)
                    .ThenBy(pair => pair.video.Timeline == null)
                    .ThenBy(pair => pair.video.Timeline)
                    .ThenBy(pair => pair.video.RecordedOn)
                    .Select(pair => (VideoId?)pair.video.Id)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var listings = new List<AlbumListing>(found.Count);
        foreach (var album in found)
        {
            var shown = WithoutHiddenCover(album.Album, withPrivate);
            listings.Add(
                shown.Query is null
                    ? new AlbumListing(shown, album.Videos, album.First)
                    : await ListSmartAsync(shown, withPrivate, cancellationToken)
            );
        }

        return [.. listings.Select(listing => listing with { Cover = CoverOf(listing, listings) })];
    }

    private async Task<AlbumListing> ListSmartAsync(Album album, bool withPrivate, CancellationToken cancellationToken)
    {
        var page = await VideosAsync(album, withPrivate, 0, 1, cancellationToken);
        return new AlbumListing(album, page.Total, page.Items is [var first, ..] ? first.Id : null);
    }

    // An album without videos shows the cover of an album in it.
    private static VideoId? CoverOf(AlbumListing listing, IReadOnlyList<AlbumListing> all) =>
        listing.Cover
        ?? all.Where(inner => inner.Album.ParentId == listing.Album.Id)
            .Select(inner => CoverOf(inner, all))
            .FirstOrDefault(cover => cover is not null);

    /// <summary>Finds an album, without a cover that is hidden from the viewer. Returns null if it doesn't exist.</summary>
    /// <param name="id">The album.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Album?> FindAsync(AlbumId id, bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return
            await database.Albums.AsNoTracking().SingleOrDefaultAsync(album => album.Id == id, cancellationToken)
                is { } album
            ? WithoutHiddenCover(album, withPrivate)
            : null;
    }

    /// <summary>Gets all albums in natural order of their titles, without looking at their videos.</summary>
    public async Task<IReadOnlyList<Album>> AllAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Albums.AsNoTracking()
            .OrderBy(album => album.TitleKey)
            .ThenBy(album => album.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Finds albums, in natural order of their titles. Ids that don't exist are skipped.</summary>
    public async Task<IReadOnlyList<Album>> FindAsync(
        IReadOnlyCollection<AlbumId> ids,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Albums.AsNoTracking()
            .Where(album => ids.Contains(album.Id))
            .OrderBy(album => album.TitleKey)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Gets the visible videos of an album, in its order.</summary>
    /// <param name="album">The album.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="skip">The number of videos to skip.</param>
    /// <param name="take">The maximum number of videos to return.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<VideoPage> VideosAsync(
        Album album,
        bool withPrivate,
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        if (album.Query is { } search)
        {
            return await library.ListAsync(
                new VideoQuery(
                    search,
                    Sort: VideoSort.RecordedFirst,
                    Skip: skip,
                    Take: Math.Min(take, MaxSmartVideos),
                    WithPrivate: withPrivate
                ),
                cancellationToken
            );
        }

        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var videos = Ordered(database, album, withPrivate);
        return new VideoPage(
            await videos.Skip(skip).Take(take).ToListAsync(cancellationToken),
            await videos.CountAsync(cancellationToken)
        );
    }

    /// <summary>Gets the ids of the ready videos of an album, in its order. Empty if it doesn't exist.</summary>
    /// <param name="id">The album.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<VideoId>> ListReadyIdsAsync(
        AlbumId id,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var album = await database
            .Albums.AsNoTracking()
            .SingleOrDefaultAsync(album => album.Id == id, cancellationToken);
        return album switch
        {
            null => [],
            { Query: { } search } => await library.ListIdsAsync(
                new VideoQuery(
                    search,
                    VideoStatus.Ready,
                    VideoSort.RecordedFirst,
                    Take: MaxSmartVideos,
                    WithPrivate: withPrivate
                ),
                cancellationToken
            ),
            _ => await Ordered(database, album, withPrivate)
                .Where(video => video.Status == VideoStatus.Ready)
                .Select(video => video.Id)
                .ToListAsync(cancellationToken),
        };
    }

    private static IQueryable<Video> Ordered(StreamVaultDbContext database, Album album, bool withPrivate)
    {
        var videos = database
            .AlbumVideos.Where(entry => entry.AlbumId == album.Id)
            .Join(
                database.Videos.AsNoTracking().Visible(withPrivate),
                entry => entry.VideoId,
                video => video.Id,
                (entry, video) => new { entry.Position, video }
            );
        var ordered =
            album.Order == AlbumOrder.Manual
                ? videos.OrderBy(pair => pair.Position).ThenBy(pair => pair.video.Id)
                : videos
                    .OrderBy(pair => pair.video.Timeline == null)
                    .ThenBy(pair => pair.video.Timeline)
                    .ThenBy(pair => pair.video.RecordedOn)
                    .ThenBy(pair => pair.video.TitleKey)
                    .ThenBy(pair => pair.video.Id);
        return ordered.Select(pair => pair.video);
    }

    // The album must not be saved afterwards.
    private Album WithoutHiddenCover(Album album, bool withPrivate)
    {
        album.CoverId = HasHiddenCover(album, withPrivate) ? null : album.CoverId;
        return album;
    }

    private bool HasHiddenCover(Album album, bool withPrivate) =>
        album.CoverId is { } cover && library.Hidden.IsHidden(cover, withPrivate);

    private void Publish(IEnumerable<VideoId> videos)
    {
        foreach (var video in videos)
        {
            events.Publish(new LibraryChange(video));
        }

        events.Publish(new AlbumsChange());
    }
}
