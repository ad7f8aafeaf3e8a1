using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>Writes the sidecar of a video from its database row. Thread-safe.</summary>
public sealed class SidecarWriter(IDbContextFactory<StreamVaultDbContext> databases, VaultStorage storage)
{
    /// <summary>Writes the sidecar to the video's folder and next to its waiting upload, if they exist.</summary>
    /// <param name="id">The video. If it was deleted, nothing is written.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    /// <exception cref="IOException">The sidecar can't be written, for example because the disk is full.</exception>
    public async Task WriteAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var video = await database.Videos.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (video is null)
        {
            return;
        }

        var sidecar = VideoSidecar.Of(video, VideoOrganization.Read(database, id));
        BackUpUnreadable(storage.SidecarPath(id), storage.PreviousSidecarPath(id));
        WriteBeside(sidecar, storage.VideoFolder(id), storage.SidecarPath(id));
        // The upload of a ready video is about to be deleted or kept as its original.
        if (video.Status != VideoStatus.Ready)
        {
            WriteBeside(sidecar, storage.PathToEncode(id), storage.SourceSidecarPath(id));
        }
        else if (!File.Exists(storage.SourcePath(id)))
        {
            File.Delete(storage.SourceSidecarPath(id));
        }
    }

    // A damaged sidecar, or one from a later version, may contain what the database doesn't, for example after a rebuild.
    private static void BackUpUnreadable(string path, string kept)
    {
        if (File.Exists(path) && VideoSidecar.Find(path) is not { Version: <= VideoSidecar.CurrentVersion })
        {
            File.Move(path, kept, overwrite: true);
        }
    }

    private static void WriteBeside(VideoSidecar sidecar, string described, string path)
    {
        try
        {
            if (Path.Exists(described))
            {
                sidecar.Save(path);
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // The video has just been deleted.
        }

        if (!Path.Exists(described) && File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
