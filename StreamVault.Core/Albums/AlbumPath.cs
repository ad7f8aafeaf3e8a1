using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Text;

namespace StreamVault.Core.Albums;

/// <summary>Albums named after the folders that files come from.</summary>
public static class AlbumPath
{
    /// <summary>The titles of nested albums, outermost first, from the names of nested folders.</summary>
    /// <param name="path">Folder names separated by <c>/</c>: <c>Tapes/1998 Christmas</c>.</param>
    /// <returns>At most <see cref="Album.MaxDepth"/> valid titles; none if there is no usable name.</returns>
    public static IReadOnlyList<string> Read(string? path) =>
        [
            .. (path ?? "")
                .Split('/')
                .Select(name => new string([.. name.Where(letter => !char.IsControl(letter))]).Trim())
                .Where(name => name is not ("." or "..") && VisibleText.IsIn(name))
                .Select(name => name.Length > Album.MaxTitleLength ? name[..Album.MaxTitleLength].TrimEnd() : name)
                .Take(Album.MaxDepth),
        ];

    /// <summary>
    /// Adds videos to the album of a path, within the caller's transaction. Existing albums with the same titles are
    /// used; the others are created.
    /// </summary>
    /// <returns>The album; null if the path is empty.</returns>
    internal static async Task<AlbumId?> AddAsync(
        StreamVaultDbContext database,
        IReadOnlyList<string> path,
        IEnumerable<VideoId> videos,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        AlbumId? parent = null;
        foreach (var title in path)
        {
            parent = await FindOrAddAsync(database, parent, title, now, cancellationToken);
        }

        if (parent is { } album)
        {
            await AlbumEntries.AppendAsync(database, album, videos, cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
        }

        return parent;
    }

    private static async Task<AlbumId> FindOrAddAsync(
        StreamVaultDbContext database,
        AlbumId? parent,
        string title,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var key = NaturalOrder.Key(title);
        var same = await database
            .Albums.Where(album => album.ParentId == parent && album.TitleKey == key && album.Query == null)
            .OrderBy(album => album.Id)
            .ToListAsync(cancellationToken);
        // Titles without letters and digits all have the same key.
        if ((same.Find(album => album.Title == title) ?? (key.Length > 0 ? same.FirstOrDefault() : null)) is { } found)
        {
            return found.Id;
        }

        var added = Album.Create(title, now, parent);
        database.Albums.Add(added);
        await database.SaveChangesAsync(cancellationToken);
        return added.Id;
    }
}
