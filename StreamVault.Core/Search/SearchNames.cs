using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Text;

namespace StreamVault.Core.Search;

/// <summary>The tags, people and albums that are named in a search.</summary>
internal sealed class SearchNames
{
    private readonly List<(int Id, TagKind Kind, string Key)> _tags = [];
    private readonly List<(AlbumId Id, AlbumId? Parent, string Key)> _albums = [];

    private SearchNames() { }

    /// <summary>Looks up the names in the conditions.</summary>
    public static async Task<SearchNames> ReadAsync(
        StreamVaultDbContext database,
        IReadOnlyList<SearchTerm> terms,
        CancellationToken cancellationToken
    )
    {
        var names = new SearchNames();
        if (terms.OfType<SearchTerm.TagName>().Any())
        {
            var tags = await database
                .Tags.Select(tag => new
                {
                    tag.Id,
                    tag.Kind,
                    tag.Key,
                })
                .ToListAsync(cancellationToken);
            names._tags.AddRange(tags.Select(tag => (tag.Id, tag.Kind, tag.Key)));
        }

        if (terms.OfType<SearchTerm.InAlbum>().Any())
        {
            var albums = await database
                .Albums.Select(album => new
                {
                    album.Id,
                    album.ParentId,
                    album.Title,
                })
                .ToListAsync(cancellationToken);
            names._albums.AddRange(albums.Select(album => (album.Id, album.ParentId, FoldedText.Of(album.Title))));
        }

        return names;
    }

    /// <summary>The tags with this name, or else those whose name contains its words.</summary>
    public IReadOnlyList<int> TagsOf(SearchTerm.TagName term)
    {
        var kind = _tags.Where(tag => tag.Kind == term.Kind).ToList();
        return [.. Named(kind, tag => tag.Key, term.Folded).Select(tag => tag.Id)];
    }

    /// <summary>The albums with this title, or else those whose title contains its words, and all albums inside them.</summary>
    public IReadOnlyList<AlbumId> AlbumsOf(SearchTerm.InAlbum term)
    {
        var inside = _albums.ToLookup(album => album.Parent, album => album.Id);
        var found = new HashSet<AlbumId>();
        var left = new Queue<AlbumId>(Named(_albums, album => album.Key, term.Folded).Select(album => album.Id));
        while (left.TryDequeue(out var album))
        {
            if (found.Add(album))
            {
                foreach (var child in inside[album])
                {
                    left.Enqueue(child);
                }
            }
        }

        return [.. found];
    }

    private static List<T> Named<T>(List<T> all, Func<T, string> key, string folded)
    {
        var equal = all.FindAll(one => key(one) == folded);
        return equal.Count > 0
            ? equal
            : all.FindAll(one => $" {key(one)}".Contains($" {folded}", StringComparison.Ordinal));
    }
}
