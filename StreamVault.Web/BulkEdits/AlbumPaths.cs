using StreamVault.Core.Entities;

namespace StreamVault.Web.BulkEdits;

/// <summary>Albums for selection lists.</summary>
internal static class AlbumPaths
{
    /// <summary>Albums with the titles of the albums around them: <c>Tapes › 1998 Christmas</c>, sorted as a tree.</summary>
    public static IReadOnlyList<(Album Album, string Path)> Of(IReadOnlyList<Album> albums)
    {
        var byParent = albums.ToLookup(album => album.ParentId);
        return [.. Within(null, "")];

        IEnumerable<(Album, string)> Within(AlbumId? parent, string before) =>
            byParent[parent]
                .SelectMany(album =>
                    Within(album.Id, $"{before}{album.Title} › ").Prepend((album, before + album.Title))
                );
    }
}
