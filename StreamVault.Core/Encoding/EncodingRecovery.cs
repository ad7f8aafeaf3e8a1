using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Integrity;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Originals;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>Clears up after an earlier run of the server, however it ended.</summary>
internal sealed class EncodingRecovery(
    ChildRecords children,
    JobQueue queue,
    VideoLibrary library,
    OriginalFiles originals,
    VaultStorage storage
)
{
    /// <summary>
    /// Ends leftover programs, requeues their jobs, and removes leftover work files of ready videos. Files without a
    /// row are left alone. Call once at start, before any job is claimed. Safe to repeat.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        children.KillLeftBehind();
        // Before jobs are given up: an unfinished job tells that its result was not committed.
        await FinishReplacingAsync(cancellationToken);
        await queue.RecoverInterruptedAsync(cancellationToken);
        storage.FinishRemovals();
        foreach (var id in storage.VideosWithWork.ToList())
        {
            var video = await library.FindAsync(id, cancellationToken);
            if (video is { Status: VideoStatus.Ready } && StoredResult.IsWhole(storage, id))
            {
                RemoveInputs(id, video.OriginalBytes is not null || video.Warning is not null);
            }
        }
    }

    // As long as the job is not over, its result was not committed.
    private async Task FinishReplacingAsync(CancellationToken cancellationToken)
    {
        foreach (var id in storage.ReplacedVideos.ToList())
        {
            if (await library.FindAsync(id, cancellationToken) is null)
            {
                continue;
            }

            if (await queue.IsUnfinishedAsync(id, cancellationToken) || !Directory.Exists(storage.VideoFolder(id)))
            {
                storage.UndoReplacing(id);
            }
            else
            {
                storage.FinishReplacing(id);
            }
        }
    }

    /// <summary>Removes what a ready video no longer needs: its upload, unless it is kept, and what the encode left.</summary>
    /// <param name="video">The video.</param>
    /// <param name="keep">Whether the upload is kept.</param>
    public void RemoveInputs(VideoId video, bool keep)
    {
        // In this order: as long as the work folder is there, a crash in between is noticed.
        originals.KeepOrDelete(video, keep);
        storage.RemoveWork(video);
    }
}
