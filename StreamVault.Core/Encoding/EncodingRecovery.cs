using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>Clears up after an earlier run of the server, however it ended.</summary>
internal sealed class EncodingRecovery(
    ChildRecords children,
    JobQueue queue,
    VideoLibrary library,
    VaultStorage storage
)
{
    /// <summary>
    /// Ends programs that were left behind, puts their jobs back into the queue, and removes what ready and deleted videos
    /// left. Call once at start, before any job is claimed. Safe to repeat.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        children.KillLeftBehind();
        await queue.RecoverInterruptedAsync(cancellationToken);
        storage.FinishRemovingWork();
        foreach (var id in storage.VideosWithWork.ToList())
        {
            var video = await library.FindAsync(id, cancellationToken);
            if (video is null)
            {
                storage.RemoveWork(id);
            }
            else if (video.Status == VideoStatus.Ready)
            {
                RemoveInputs(id, video.Warning);
            }
        }
    }

    /// <summary>Removes what a ready video no longer needs: its upload and what the encode left.</summary>
    /// <param name="video">The video.</param>
    /// <param name="warning">
    /// What did not come over from the upload; then the upload stays until the video is deleted, since nobody else may have
    /// it, and a later FFmpeg or a repaired disk may read more of it.
    /// </param>
    public void RemoveInputs(VideoId video, string? warning)
    {
        // In this order: as long as the work folder is there, a crash in between is noticed.
        if (warning is null)
        {
            File.Delete(storage.SourcePath(video));
        }

        storage.RemoveWork(video);
    }
}
