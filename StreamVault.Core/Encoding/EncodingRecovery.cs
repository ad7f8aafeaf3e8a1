using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Integrity;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Packaging;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>Cleans up after an earlier run of the server, however it ended.</summary>
internal sealed class EncodingRecovery(
    ChildRecords children,
    JobQueue queue,
    VideoLibrary library,
    PublishStage publish,
    VaultStorage storage
)
{
    /// <summary>
    /// Ends leftover programs, requeues their jobs, and removes leftover work files of ready videos. Files without a
    /// row are left alone. Call once at startup, before any job is claimed. Safe to repeat.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        children.KillLeftBehind();
        // Before jobs are requeued: an unfinished job shows that its result was not committed.
        await FinishReplacingAsync(cancellationToken);
        await queue.RecoverInterruptedAsync(cancellationToken);
        storage.FinishRemovals();
        foreach (var id in storage.VideosWithWork.ToList())
        {
            var video = await library.FindAsync(id, cancellationToken);
            if (video is { Status: VideoStatus.Ready } && StoredResult.IsWhole(storage, id))
            {
                publish.RemoveInputs(id, video.OriginalBytes is not null || video.HasAnyWarning);
            }
        }
    }

    // The result of an unfinished job was not committed.
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
}
