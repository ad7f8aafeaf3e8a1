using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Originals;

public sealed partial class OriginalFiles
{
    /// <summary>
    /// Reconciles rows and files after a crash. Uploads of ready videos are kept, or deleted if their rows say so and
    /// the result exists. Files without a row are left alone. Call it once at startup, after interrupted uploads were
    /// renamed.
    /// </summary>
    /// <param name="isWhole">Returns whether the result of a video is complete.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal async Task RecoverAsync(Func<VideoId, bool> isWhole, CancellationToken cancellationToken)
    {
        foreach (var id in storage.VideosWithSource.ToArray())
        {
            await RecoverUploadAsync(id, isWhole, cancellationToken);
        }

        foreach (var id in storage.VideosWithOriginal.ToArray())
        {
            // Either a deletion was interrupted or an older database was restored. The file is kept, because it is
            // unknown which.
            if (
                await FindAsync(id, cancellationToken) is { Status: VideoStatus.Ready, OriginalBytes: null }
                && File.Exists(storage.OriginalPath(id))
            )
            {
                await AdoptAsync(id, storage.OriginalPath(id), cancellationToken);
                Log.Found(logger, id);
            }
        }
    }

    private async Task RecoverUploadAsync(VideoId id, Func<VideoId, bool> isWhole, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { Status: VideoStatus.Ready } video)
        {
            return;
        }

        // The original stays, and the reconciler quarantines the other file.
        if (storage.HasOriginal(id))
        {
            return;
        }

        if (video.OriginalBytes is not null || (!video.HasAnyWarning && isWhole(id)))
        {
            KeepOrDelete(id, video.OriginalBytes is not null);
            return;
        }

        // Versions without originals left the uploads of videos with a warning in place.
        if (!video.HasAnyWarning)
        {
            Log.Incomplete(logger, id);
        }

        await AdoptAsync(id, storage.SourcePath(id), cancellationToken);
        storage.KeepOriginal(id);
    }

    private async Task<Video?> FindAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database.Videos.AsNoTracking().SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
    }

    private async Task AdoptAsync(VideoId id, string path, CancellationToken cancellationToken)
    {
        long? bytes = new FileInfo(path).Length;
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await database
            .Videos.Where(video => video.Id == id)
            .ExecuteUpdateAsync(video => video.SetProperty(one => one.OriginalBytes, bytes), cancellationToken);
    }
}
