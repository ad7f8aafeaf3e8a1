using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Integrity;

/// <summary>An album of a video, as described in its sidecar.</summary>
/// <param name="Id">The id of the album.</param>
/// <param name="Title">Its title, in case the album no longer exists.</param>
public sealed record SidecarAlbum(Guid Id, string Title);

/// <summary>The tags, people and albums of a video.</summary>
/// <param name="Tags">The names of its tags.</param>
/// <param name="People">The names of the people in it.</param>
/// <param name="Albums">Its albums.</param>
public sealed record VideoOrganization(
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> People,
    IReadOnlyList<SidecarAlbum> Albums
)
{
    /// <summary>No tags, people or albums.</summary>
    public static VideoOrganization None { get; } = new([], [], []);

    /// <summary>Reads the tags, people and albums of a video, each sorted by name.</summary>
    internal static VideoOrganization Read(StreamVaultDbContext database, VideoId id)
    {
        var tags = database
            .VideoTags.Where(link => link.VideoId == id)
            .Join(
                database.Tags,
                link => link.TagId,
                tag => tag.Id,
                (_, tag) =>
                    new
                    {
                        tag.Kind,
                        tag.Name,
                        tag.Key,
                    }
            )
            .OrderBy(tag => tag.Key)
            .ToList();
        var albums = database
            .AlbumVideos.Where(entry => entry.VideoId == id)
            .Join(database.Albums, entry => entry.AlbumId, album => album.Id, (_, album) => album)
            .OrderBy(album => album.TitleKey)
            .ThenBy(album => album.Id)
            .Select(album => new { album.Id, album.Title })
            .ToList();
        return new VideoOrganization(
            [.. tags.Where(tag => tag.Kind == TagKind.Tag).Select(tag => tag.Name)],
            [.. tags.Where(tag => tag.Kind == TagKind.Person).Select(tag => tag.Name)],
            [.. albums.Select(album => new SidecarAlbum(album.Id.Value, album.Title))]
        );
    }
}
