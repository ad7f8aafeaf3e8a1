using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Library;

namespace StreamVault.Core.Originals;

public sealed partial class OriginalFiles
{
    /// <summary>
    /// Brings rows and files back together after a crash: uploads of ready videos are kept or deleted as their rows say, and
    /// what belongs to no video is removed. Call once at start, when unfinished uploads have their own names again.
    /// </summary>
    internal async Task RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var id in storage.VideosWithSource.ToArray())
        {
            await RecoverUploadAsync(id, cancellationToken);
        }

        foreach (var id in storage.VideosWithOriginal.ToArray())
        {
            if (await FindAsync(id, cancellationToken) is not { OriginalBytes: not null })
            {
                storage.RemoveOriginal(id);
            }
        }
    }

    private async Task RecoverUploadAsync(VideoId id, CancellationToken cancellationToken)
    {
        switch (await FindAsync(id, cancellationToken))
        {
            // The watched folder goes on with it.
            case null when File.Exists(storage.ImportNotePath(id)):
                break;
            case null:
                File.Delete(storage.SourcePath(id));
                Log.Orphaned(logger, id);
                break;
            // Versions that knew no originals left the upload of such a video where it was.
            case { Status: VideoStatus.Ready, OriginalBytes: null, Warning: not null }:
                await AdoptAsync(id, cancellationToken);
                storage.KeepOriginal(id);
                break;
            case { Status: VideoStatus.Ready } video:
                Settle(id, video.OriginalBytes is not null);
                break;
        }
    }

    private async Task<Video?> FindAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Videos.AsNoTracking().SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
    }

    private async Task AdoptAsync(VideoId id, CancellationToken cancellationToken)
    {
        long? bytes = new FileInfo(storage.SourcePath(id)).Length;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database
            .Videos.Where(video => video.Id == id)
            .ExecuteUpdateAsync(video => video.SetProperty(one => one.OriginalBytes, bytes), cancellationToken);
    }
}
