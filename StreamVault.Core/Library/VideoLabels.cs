using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Library;

/// <summary>What the user filed a video under.</summary>
/// <param name="Tags">Its tags, in order of their names.</param>
/// <param name="People">Its people, in order of their names.</param>
/// <param name="Albums">Its albums, in order of their titles. Smart albums aren't included.</param>
public sealed record VideoLabels(
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> People,
    IReadOnlyList<AlbumId> Albums
)
{
    /// <summary>No labels.</summary>
    public static VideoLabels None { get; } = new([], [], []);
}

public sealed partial class VideoLibrary
{
    /// <summary>Gets the tags, people and albums of a video.</summary>
    public async Task<VideoLabels> LabelsAsync(VideoId id, CancellationToken cancellationToken) =>
        (await LabelsAsync([id], cancellationToken))[id];

    /// <summary>Gets the tags, people and albums of videos in two queries.</summary>
    /// <returns>An entry for each of the ids, whether such a video exists or not.</returns>
    public async Task<IReadOnlyDictionary<VideoId, VideoLabels>> LabelsAsync(
        IReadOnlyCollection<VideoId> ids,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var tags = (
            await database
                .VideoTags.Where(link => ids.Contains(link.VideoId))
                .Join(database.Tags, link => link.TagId, tag => tag.Id, (link, tag) => new { link.VideoId, tag })
                .OrderBy(found => found.tag.Key)
                .Select(found => new
                {
                    found.VideoId,
                    found.tag.Kind,
                    found.tag.Name,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(found => (found.VideoId, found.Kind), found => found.Name);
        var albums = (
            await database
                .AlbumVideos.Where(entry => ids.Contains(entry.VideoId))
                .Join(
                    database.Albums,
                    entry => entry.AlbumId,
                    album => album.Id,
                    (entry, album) => new { entry, album }
                )
                .OrderBy(found => found.album.TitleKey)
                .ThenBy(found => found.album.Id)
                .Select(found => new { found.entry.VideoId, found.album.Id })
                .ToListAsync(cancellationToken)
        ).ToLookup(found => found.VideoId, found => found.Id);
        return ids.Distinct()
            .ToDictionary(
                id => id,
                id => new VideoLabels([.. tags[(id, TagKind.Tag)]], [.. tags[(id, TagKind.Person)]], [.. albums[id]])
            );
    }
}
