using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Text;

namespace StreamVault.Core.Integrity;

/// <summary>Writes what <c>library.json</c> and sidecars contain into a database.</summary>
internal static class OrganizationRestore
{
    private const string Untitled = "Untitled";

    /// <summary>
    /// Adds albums, tags, people and decisions about similar videos to a database that has none. Videos that the
    /// database doesn't have are left out of albums.
    /// </summary>
    public static async Task RunAsync(
        StreamVaultDbContext database,
        StoredOrganization stored,
        CancellationToken cancellationToken
    )
    {
        var videos = await database.Videos.Select(video => video.Id).ToHashSetAsync(cancellationToken);
        AddAlbums(database, stored.Albums ?? [], videos);
        var tags = await RestoredTags.ReadAsync(database, cancellationToken);
        foreach (var name in stored.Tags ?? [])
        {
            tags.FindOrAdd(database, TagKind.Tag, name);
        }

        foreach (var person in stored.People ?? [])
        {
            if (tags.FindOrAdd(database, TagKind.Person, person.Name) is { } tag)
            {
                tag.Face ??= person.Face is { } face
                    ? new Face(new VideoId(face.Video), face.AtSeconds, face.Left, face.Top, face.Size)
                    : null;
            }
        }

        var pairs = stored.SimilarVideos ?? [];
        database.SimilarVideos.AddRange(
            pairs
                .Where(pair => videos.Contains(new VideoId(pair.First)) && videos.Contains(new VideoId(pair.Second)))
                .DistinctBy(pair => (pair.First, pair.Second))
                .Select(pair => new SimilarVideos
                {
                    FirstId = new VideoId(pair.First),
                    SecondId = new VideoId(pair.Second),
                    State = pair.State,
                    FoundAt = pair.FoundAt,
                })
        );
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// Gives a video the tags, people and albums of its sidecar. Missing tags and albums are created. The video must be
    /// saved already.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="id">The video.</param>
    /// <param name="sidecar">Its sidecar.</param>
    /// <param name="known">The tags of the database.</param>
    /// <param name="withAlbums">False if <c>library.json</c> has restored the albums.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task ApplyAsync(
        StreamVaultDbContext database,
        VideoId id,
        VideoSidecar sidecar,
        RestoredTags known,
        bool withAlbums,
        CancellationToken cancellationToken
    )
    {
        var tags = new HashSet<Tag>();
        foreach (var (kind, name) in sidecar.Names)
        {
            if (known.FindOrAdd(database, kind, name) is { } tag)
            {
                tags.Add(tag);
            }
        }

        // The ids of new tags are known only after they are saved.
        await database.SaveChangesAsync(cancellationToken);
        database.VideoTags.AddRange(tags.Select(tag => new VideoTag { VideoId = id, TagId = tag.Id }));
        foreach (var album in withAlbums ? (sidecar.Albums ?? []).DistinctBy(album => album.Id) : [])
        {
            await AddToAlbumAsync(database, id, album, sidecar.UpdatedAt, cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private static void AddAlbums(
        StreamVaultDbContext database,
        IReadOnlyList<StoredAlbum> stored,
        HashSet<VideoId> videos
    )
    {
        var albums = stored.DistinctBy(album => album.Id).ToDictionary(album => album.Id);
        foreach (var album in albums.Values)
        {
            var id = new AlbumId(album.Id);
            database.Albums.Add(
                new Album
                {
                    Id = id,
                    Title = Title(album.Title),
                    Description = album.Description,
                    ParentId = HasRoot(album, albums) ? new AlbumId(album.Parent!.Value) : null,
                    CoverId = Known(album.Cover, videos),
                    Order = album.Order,
                    Query = album.Query,
                    CreatedAt = album.CreatedAt,
                    UpdatedAt = album.UpdatedAt,
                }
            );
            database.AlbumVideos.AddRange(
                (album.Videos ?? [])
                    .Distinct()
                    .Select(video => new VideoId(video))
                    .Where(videos.Contains)
                    .Select(
                        (video, position) =>
                            new AlbumVideo
                            {
                                AlbumId = id,
                                VideoId = video,
                                Position = position,
                            }
                    )
            );
        }
    }

    // In an edited file, the parent may be missing, or albums may contain each other. They move to the top level.
    private static bool HasRoot(StoredAlbum album, Dictionary<Guid, StoredAlbum> albums)
    {
        var seen = new HashSet<Guid> { album.Id };
        var parent = album.Parent;
        while (parent is { } id)
        {
            if (!albums.TryGetValue(id, out var next) || !seen.Add(id))
            {
                return false;
            }

            parent = next.Parent;
        }

        return album.Parent is not null;
    }

    private static VideoId? Known(Guid? video, HashSet<VideoId> videos) =>
        video is { } id && videos.Contains(new VideoId(id)) ? new VideoId(id) : null;

    private static async Task AddToAlbumAsync(
        StreamVaultDbContext database,
        VideoId id,
        SidecarAlbum stored,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var albumId = new AlbumId(stored.Id);
        if (!await database.Albums.AnyAsync(album => album.Id == albumId, cancellationToken))
        {
            database.Albums.Add(
                new Album
                {
                    Id = albumId,
                    Title = Title(stored.Title),
                    CreatedAt = now,
                    UpdatedAt = now,
                }
            );
            await database.SaveChangesAsync(cancellationToken);
        }

        var last = await database
            .AlbumVideos.Where(entry => entry.AlbumId == albumId)
            .MaxAsync(entry => (int?)entry.Position, cancellationToken);
        database.AlbumVideos.Add(
            new AlbumVideo
            {
                AlbumId = albumId,
                VideoId = id,
                Position = (last ?? -1) + 1,
            }
        );
    }

    private static string Title(string? title) =>
        title?.Trim() is { } given && VisibleText.IsIn(given)
            ? given[..Math.Min(given.Length, Album.MaxTitleLength)]
            : Untitled;
}

/// <summary>
/// The tags and people of a database while videos are restored. They are read once: a query for each name of each video
/// would take most of the time of a rebuild.
/// </summary>
internal sealed class RestoredTags
{
    private readonly Dictionary<(TagKind Kind, string Key), Tag> _tags;

    private RestoredTags(Dictionary<(TagKind Kind, string Key), Tag> tags) => _tags = tags;

    /// <summary>Reads all tags. The context tracks them until it is cleared; their ids stay valid.</summary>
    public static async Task<RestoredTags> ReadAsync(
        StreamVaultDbContext database,
        CancellationToken cancellationToken
    ) => new(await database.Tags.ToDictionaryAsync(tag => (tag.Kind, tag.Key), cancellationToken));

    /// <summary>Finds a tag, or adds it to the context. The caller saves.</summary>
    /// <returns>Null if the name can't be a tag.</returns>
    public Tag? FindOrAdd(StreamVaultDbContext database, TagKind kind, string? name)
    {
        if (name?.Trim() is not { Length: <= Tag.MaxNameLength } trimmed || !VisibleText.IsIn(trimmed))
        {
            return null;
        }

        var key = (kind, FoldedText.Of(trimmed));
        if (!_tags.TryGetValue(key, out var tag))
        {
            tag = new Tag { Kind = kind, Name = trimmed };
            database.Tags.Add(tag);
            _tags.Add(key, tag);
        }

        return tag;
    }
}
