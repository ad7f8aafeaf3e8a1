using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Albums;

/// <summary>The nesting of all albums.</summary>
/// <param name="parents">Each album with the album that contains it.</param>
/// <param name="smart">The albums that hold the results of a search.</param>
internal sealed class AlbumTree(IReadOnlyDictionary<AlbumId, AlbumId?> parents, IReadOnlySet<AlbumId> smart)
{
    public static async Task<AlbumTree> ReadAsync(StreamVaultDbContext database, CancellationToken cancellationToken)
    {
        var albums = await database
            .Albums.Select(album => new
            {
                album.Id,
                album.ParentId,
                IsSmart = album.Query != null,
            })
            .ToListAsync(cancellationToken);
        return new AlbumTree(
            albums.ToDictionary(album => album.Id, album => album.ParentId),
            albums.Where(album => album.IsSmart).Select(album => album.Id).ToHashSet()
        );
    }

    /// <summary>Why an album can't contain others; null if it can.</summary>
    public AlbumOutcome? ParentFault(AlbumId parent) =>
        !parents.ContainsKey(parent) ? new AlbumOutcome.NoSuchParent()
        : smart.Contains(parent) ? new AlbumOutcome.SmartParent()
        : null;

    /// <summary>Whether an album is another one or is in it, at any depth.</summary>
    public bool IsWithin(AlbumId? album, AlbumId outer)
    {
        for (var at = album; at is { } id; at = parents[id])
        {
            if (id == outer)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number of albums from the outermost to this one.</summary>
    public int Depth(AlbumId? album)
    {
        var depth = 0;
        for (var at = album; at is { } id; at = parents[id])
        {
            depth++;
        }

        return depth;
    }

    /// <summary>The number of levels of an album and of everything in it.</summary>
    public int Height(AlbumId album) => Within(album).Max(id => Depth(id)) - Depth(album) + 1;

    /// <summary>An album and all albums in it, at any depth.</summary>
    public IEnumerable<AlbumId> Within(AlbumId album) => parents.Keys.Where(id => IsWithin(id, album));
}
