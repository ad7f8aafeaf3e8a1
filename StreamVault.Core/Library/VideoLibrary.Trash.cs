using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Library;

public sealed partial class VideoLibrary
{
    /// <summary>Moves a video to the trash. Safe to repeat.</summary>
    /// <returns>False if it doesn't exist or is already there.</returns>
    public Task<bool> TrashAsync(VideoId id, CancellationToken cancellationToken) =>
        MoveAsync(id, toTrash: true, cancellationToken);

    /// <summary>Moves a video back to the library. Safe to repeat.</summary>
    /// <returns>False if it isn't in the trash.</returns>
    public Task<bool> RestoreAsync(VideoId id, CancellationToken cancellationToken) =>
        MoveAsync(id, toTrash: false, cancellationToken);

    private async Task<bool> MoveAsync(VideoId id, bool toTrash, CancellationToken cancellationToken)
    {
        DateTimeOffset? trashedAt = toTrash ? clock.GetUtcNow() : null;
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var moved = await database
            .Videos.Where(video => video.Id == id && video.TrashedAt == null == toTrash)
            .ExecuteUpdateAsync(set => set.SetProperty(video => video.TrashedAt, trashedAt), cancellationToken);
        events.Publish(new LibraryChange(id));
        return moved > 0;
    }
}
