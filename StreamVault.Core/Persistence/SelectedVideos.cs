using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

/// <summary>Reads videos by their ids.</summary>
public static class SelectedVideos
{
    // SQLite limits the number of parameters of a statement.
    private const int BatchSize = 500;

    /// <summary>Reads the videos with these ids, however many.</summary>
    /// <param name="videos">The videos to choose from.</param>
    /// <param name="ids">The ids. Those without a video are skipped, repeated ones count once.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The videos, in the order of the ids.</returns>
    public static async Task<IReadOnlyList<Video>> WithIdsAsync(
        this IQueryable<Video> videos,
        IReadOnlyCollection<VideoId> ids,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<VideoId, Video>(ids.Count);
        foreach (var batch in ids.Distinct().Chunk(BatchSize))
        {
            foreach (var video in await videos.Where(video => batch.Contains(video.Id)).ToListAsync(cancellationToken))
            {
                found[video.Id] = video;
            }
        }

        return [.. ids.Distinct().Where(found.ContainsKey).Select(id => found[id])];
    }
}
