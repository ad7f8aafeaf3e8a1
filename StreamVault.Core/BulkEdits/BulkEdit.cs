using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Albums;
using StreamVault.Core.Dates;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Tags;
using StreamVault.Core.Text;

namespace StreamVault.Core.BulkEdits;

/// <summary>Edits one or more videos in one transaction: either all changes are made or none. Thread-safe.</summary>
public sealed partial class BulkEdit(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    EventHub events,
    TimeProvider clock
)
{
    /// <summary>The maximum number of videos in one call.</summary>
    public const int MaxVideos = 20_000;

    /// <summary>Edits videos.</summary>
    /// <param name="ids">The videos; at most <see cref="MaxVideos"/>.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="withPrivate">Whether private videos are unlocked. If not, they are treated as missing.</param>
    /// <param name="cancellationToken">Cancels the operation. Nothing is changed then.</param>
    public async Task<BulkEditOutcome> ApplyAsync(
        IReadOnlyCollection<VideoId> ids,
        VideoChanges changes,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // In the order of the ids, which becomes the order in an album.
        var videos = await database
            .Videos.Visible(withPrivate)
            .Include(video => video.Position)
            .WithIdsAsync(ids, cancellationToken);
        foreach (var missing in ids.Except(videos.Select(video => video.Id)))
        {
            return new BulkEditOutcome.NoSuchVideo(missing);
        }

        if (
            changes.AddToAlbum is { } album
            && await AlbumFaultAsync(database, album, cancellationToken) is { } albumFault
        )
        {
            return albumFault;
        }

        var tags = await VideoTagRows.ReadAsync(database, videos, changes, cancellationToken);
        VideoBefore[] before = [.. videos.Select(video => Before(video, tags))];
        foreach (var video in videos)
        {
            if (Change(video, changes) is { } fault)
            {
                return new BulkEditOutcome.DateRefused(video.Id, fault);
            }
        }

        var changed = database
            .ChangeTracker.Entries<Video>()
            .Where(entry => entry.State == EntityState.Modified)
            .Select(entry => entry.Entity.Id)
            .ToHashSet();
        changed.UnionWith(
            before.Where(video => video.Position is not null && changes.Watched == true).Select(video => video.Id)
        );
        changed.UnionWith(await tags.ChangeAsync(videos, changes, cancellationToken));
        var target = changes.AddToAlbum ?? AddAlbum(database, changes.AddToNewAlbum);
        var added = target is { } chosen
            ? await AlbumEntries.AppendAsync(database, chosen, videos.Select(video => video.Id), cancellationToken)
            : [];
        changed.UnionWith(added);
        await SaveAsync(database, videos, changed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(changed, changes);
        return new BulkEditOutcome.Done(
            [.. videos.Select(video => video.Id).Where(changed.Contains)],
            new BulkUndo
            {
                Changes = changes,
                Videos = [.. before.Where(video => changed.Contains(video.Id))],
                NewDates = videos.ToDictionary(video => video.Id, VideoDate.Of),
                Album = target,
                AddedToAlbum = added,
            }
        );
    }

    private static async Task<BulkEditOutcome?> AlbumFaultAsync(
        StreamVaultDbContext database,
        AlbumId id,
        CancellationToken cancellationToken
    ) =>
        await database.Albums.AsNoTracking().SingleOrDefaultAsync(album => album.Id == id, cancellationToken) switch
        {
            null => new BulkEditOutcome.NoSuchAlbum(),
            { Query: not null } => new BulkEditOutcome.SmartAlbum(),
            _ => null,
        };

    private AlbumId? AddAlbum(StreamVaultDbContext database, string? title)
    {
        if (title is null)
        {
            return null;
        }

        var album = Album.Create(title, clock.GetUtcNow());
        database.Albums.Add(album);
        return album.Id;
    }

    private static VideoBefore Before(Video video, VideoTagRows tags) =>
        new(
            video.Id,
            video.Title,
            video.Description,
            VideoDate.Of(video),
            video.IsFavourite,
            video.IsWatched,
            video.Position,
            video.IsPrivate,
            video.TrashedAt,
            tags.NamesOf(video.Id, TagKind.Tag),
            tags.NamesOf(video.Id, TagKind.Person)
        );

    private DateFault? Change(Video video, VideoChanges changes)
    {
        video.Title = changes.Titles?.GetValueOrDefault(video.Id)?.Trim() ?? video.Title;
        video.Description =
            changes.Description is not { } description ? video.Description
            : VisibleText.IsIn(description) ? description.Trim()
            : null;
        video.IsFavourite = changes.Favourite ?? video.IsFavourite;
        video.IsWatched = changes.Watched ?? video.IsWatched;
        video.Position = changes.Watched == true ? null : video.Position;
        video.IsPrivate = changes.Private ?? video.IsPrivate;
        video.TrashedAt = changes.Trash ? clock.GetUtcNow() : video.TrashedAt;
        foreach (var change in changes.Dates)
        {
            if (change.Apply(video, clock) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private async Task SaveAsync(
        StreamVaultDbContext database,
        IReadOnlyList<Video> videos,
        HashSet<VideoId> changed,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        foreach (var video in videos.Where(video => changed.Contains(video.Id)))
        {
            video.UpdatedAt = now;
        }

        await database.SaveChangesAsync(cancellationToken);
        await UnusedTags.RemoveAsync(database, cancellationToken);
    }

    private void Publish(IEnumerable<VideoId> changed, VideoChanges changes)
    {
        foreach (var video in changed)
        {
            events.Publish(new LibraryChange(video));
        }

        if (changes.ChangesTags || changes.ChangesPeople)
        {
            events.Publish(new TagsChange());
        }

        if (changes.AddToAlbum is not null || changes.AddToNewAlbum is not null)
        {
            events.Publish(new AlbumsChange());
        }
    }
}
