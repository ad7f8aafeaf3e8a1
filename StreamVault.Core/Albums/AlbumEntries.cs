using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Albums;

/// <summary>Adds videos to albums within the caller's transaction.</summary>
internal static class AlbumEntries
{
    /// <summary>Appends the videos that aren't in the album yet. The caller saves.</summary>
    /// <returns>The added videos.</returns>
    public static async Task<IReadOnlyList<VideoId>> AppendAsync(
        StreamVaultDbContext database,
        AlbumId album,
        IEnumerable<VideoId> videos,
        CancellationToken cancellationToken
    )
    {
        var entries = await database
            .AlbumVideos.Where(entry => entry.AlbumId == album)
            .Select(entry => new { entry.VideoId, entry.Position })
            .ToListAsync(cancellationToken);
        var next = entries.Count == 0 ? 0 : entries.Max(entry => entry.Position) + 1;
        VideoId[] added = [.. videos.Distinct().Except(entries.Select(entry => entry.VideoId))];
        foreach (var video in added)
        {
            database.AlbumVideos.Add(
                new AlbumVideo
                {
                    AlbumId = album,
                    VideoId = video,
                    Position = next++,
                }
            );
        }

        return added;
    }
}
