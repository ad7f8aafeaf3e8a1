using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;

namespace StreamVault.Core.Trash;

/// <summary>Moves videos to the trash and back, together with their jobs. Thread-safe.</summary>
public sealed class VideoTrash(VideoLibrary library, JobQueue jobs)
{
    /// <summary>Moves videos to the trash and stops their running jobs.</summary>
    /// <returns>The moved videos, without those that don't exist or are already there.</returns>
    public async Task<IReadOnlyList<VideoId>> MoveAsync(
        IReadOnlyCollection<VideoId> ids,
        CancellationToken cancellationToken
    )
    {
        var moved = await library.TrashAsync(ids, cancellationToken);
        // The videos are already in the trash, so cancelling would only leave their jobs running.
        await jobs.StopTrashedAsync(CancellationToken.None);
        return moved;
    }

    /// <summary>Restores videos, and requeues the jobs of those that weren't ready.</summary>
    /// <returns>The restored videos, without those that aren't in the trash.</returns>
    public async Task<IReadOnlyList<VideoId>> RestoreAsync(
        IReadOnlyCollection<VideoId> ids,
        CancellationToken cancellationToken
    )
    {
        var restored = await library.RestoreAsync(ids, cancellationToken);
        await jobs.QueueRestoredAsync(restored, CancellationToken.None);
        return restored;
    }
}
