using StreamVault.Core.Entities;

namespace StreamVault.Web.BulkEdits;

/// <summary>Albums that can contain videos and other albums, for selection lists.</summary>
internal static class AlbumPaths
{
    /// <summary>
    /// Normal albums with the titles of their parent albums: <c>Tapes › 1998 Christmas</c>, sorted as a tree. Smart
    /// albums are left out.
    /// </summary>
    public static IReadOnlyList<(Album Album, string Path)> Of(IReadOnlyList<Album> albums)
    {
        var byParent = albums.ToLookup(album => album.ParentId);
        return [.. Within(null, "").Where(found => found.Album.Query is null)];

        IEnumerable<(Album Album, string Path)> Within(AlbumId? parent, string before) =>
            byParent[parent]
                .SelectMany(album =>
                    Within(album.Id, $"{before}{album.Title} › ").Prepend((album, before + album.Title))
                );
    }
}
