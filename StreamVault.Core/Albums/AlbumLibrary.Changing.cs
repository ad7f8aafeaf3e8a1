using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Search;
using StreamVault.Core.Text;

namespace StreamVault.Core.Albums;

public sealed partial class AlbumLibrary
{
    /// <summary>Creates an album.</summary>
    /// <param name="title">1 to <see cref="Album.MaxTitleLength"/> characters.</param>
    /// <param name="description">The description, if any.</param>
    /// <param name="parent">The album that contains it; null for the top level.</param>
    /// <param name="query">The search of a smart album; null for a normal album.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<AlbumOutcome> CreateAsync(
        string title,
        string? description,
        AlbumId? parent,
        string? query,
        CancellationToken cancellationToken
    )
    {
        if (QueryFault(query) is { } queryFault)
        {
            return queryFault;
        }

        var now = clock.GetUtcNow();
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var tree = await AlbumTree.ReadAsync(database, cancellationToken);
        if (parent is { } outer && tree.ParentFault(outer) is { } parentFault)
        {
            return parentFault;
        }

        if (tree.Depth(parent) >= Album.MaxDepth)
        {
            return new AlbumOutcome.TooDeep();
        }

        var album = Album.Create(title, now, parent);
        (album.Description, album.Query) = (Text(description), Text(query));
        database.Albums.Add(album);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish([]);
        return new AlbumOutcome.Saved(album);
    }

    /// <summary>Changes an album. A cover that is hidden from the viewer can be replaced, but not removed.</summary>
    /// <param name="id">The album.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="withPrivate">Whether private videos are unlocked. If not, they are treated as missing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<AlbumOutcome> ChangeAsync(
        AlbumId id,
        AlbumChanges changes,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Albums.SingleOrDefaultAsync(album => album.Id == id, cancellationToken) is not { } album)
        {
            return new AlbumOutcome.NotFound();
        }

        var tree = await AlbumTree.ReadAsync(database, cancellationToken);
        if (await FaultAsync(database, album, changes, tree, withPrivate, cancellationToken) is { } fault)
        {
            return fault;
        }

        album.Title = changes.Title?.Trim() ?? album.Title;
        album.Description = changes.Description is { } description ? Text(description) : album.Description;
        album.ParentId = changes.Move ? changes.ParentId : album.ParentId;
        album.CoverId =
            changes.SetCover && (changes.CoverId is not null || !HasHiddenCover(album, withPrivate))
                ? changes.CoverId
                : album.CoverId;
        album.Order = changes.Order ?? album.Order;
        album.Query = changes.Query?.Trim() ?? album.Query;
        if (
            changes.Videos is { } order
            && !await TryArrangeAsync(database, album, order, withPrivate, cancellationToken)
        )
        {
            return new AlbumOutcome.NoSuchVideo();
        }

        album.UpdatedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        // A search also finds videos by the titles of parent albums.
        var within = tree.Within(id).ToArray();
        var videos =
            changes.Title is null && !changes.Move
                ? []
                : await database
                    .AlbumVideos.Where(entry => within.Contains(entry.AlbumId))
                    .Select(entry => entry.VideoId)
                    .Distinct()
                    .ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(videos);
        return new AlbumOutcome.Saved(WithoutHiddenCover(album, withPrivate));
    }

    private static async Task<AlbumOutcome?> FaultAsync(
        StreamVaultDbContext database,
        Album album,
        AlbumChanges changes,
        AlbumTree tree,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        if (changes.Videos is not null && album.Query is not null)
        {
            return new AlbumOutcome.IsSmart();
        }

        if (changes.Query is not null && album.Query is null)
        {
            return new AlbumOutcome.IsNotSmart();
        }

        if (QueryFault(changes.Query) is { } queryFault)
        {
            return queryFault;
        }

        if (
            changes is { SetCover: true, CoverId: { } cover }
            && !await database.Videos.Visible(withPrivate).AnyAsync(video => video.Id == cover, cancellationToken)
        )
        {
            return new AlbumOutcome.NoSuchCover();
        }

        if (changes is not { Move: true, ParentId: { } parent })
        {
            return null;
        }

        return tree.ParentFault(parent) is { } parentFault ? parentFault
            : tree.IsWithin(parent, album.Id) ? new AlbumOutcome.InsideItself()
            : tree.Depth(parent) + tree.Height(album.Id) > Album.MaxDepth ? new AlbumOutcome.TooDeep()
            : null;
    }

    private static AlbumOutcome.InvalidQuery? QueryFault(string? query) =>
        Text(query) is { } search && SearchFault.In(search) is { } fault ? new AlbumOutcome.InvalidQuery(fault) : null;

    /// <summary>Deletes an album. Its videos stay in the library, and the albums in it move up.</summary>
    /// <returns>False if it doesn't exist.</returns>
    public async Task<bool> DeleteAsync(AlbumId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Albums.SingleOrDefaultAsync(album => album.Id == id, cancellationToken) is not { } album)
        {
            return false;
        }

        var within = (await AlbumTree.ReadAsync(database, cancellationToken)).Within(id).ToArray();
        var videos = await database
            .AlbumVideos.Where(entry => within.Contains(entry.AlbumId))
            .Select(entry => entry.VideoId)
            .Distinct()
            .ToListAsync(cancellationToken);
        await database
            .Albums.Where(inner => inner.ParentId == id)
            .ExecuteUpdateAsync(inner => inner.SetProperty(moved => moved.ParentId, album.ParentId), cancellationToken);
        database.Albums.Remove(album);
        await database.SaveChangesAsync(cancellationToken);
        await SearchIndex.RefreshAsync(database, videos, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(videos);
        return true;
    }

    private static string? Text(string? text) => VisibleText.IsIn(text) ? text.Trim() : null;
}
