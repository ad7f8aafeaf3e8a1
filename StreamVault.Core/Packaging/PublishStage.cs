using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Verification;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Originals;
using StreamVault.Core.Passages;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Core.Subtitles;

namespace StreamVault.Core.Packaging;

/// <summary>
/// Publishes a checked result: moves it to where it is served from, marks the video as ready and its job as completed, and
/// keeps or deletes the upload. Thread-safe.
/// </summary>
internal sealed partial class PublishStage(
    JobQueue queue,
    AcceptedSource acceptedSource,
    OriginalFiles originals,
    VaultStorage storage,
    IDbContextFactory<StreamVaultDbContext> databases,
    SubtitlePassages subtitles,
    SubtitleFolder uploadedSubtitles,
    ILogger<PublishStage> logger
)
{
    /// <summary>Publishes a result. Can't be cancelled: every outcome is recorded, even during shutdown.</summary>
    /// <returns>False if the lease was lost; then nothing has changed.</returns>
    /// <remarks>If it throws, the previous result is back in its place.</remarks>
    public async Task<bool> RunAsync(JobLease lease, EncodedVideo encoded)
    {
        var keepOriginal = await MustKeepOriginalAsync(lease.Video, encoded);
        var isChanged =
            (!keepOriginal && !await acceptedSource.IsUnchangedAsync(lease.Video, CancellationToken.None))
            // After the file was read: a program that opened it for writing in the meantime still has it open.
            || await acceptedSource.IsBeingChangedAsync(lease.Video, CancellationToken.None);
        if (isChanged)
        {
            var warning = encoded.Warning is { } other ? $"{other} {AcceptedSource.Changed}" : AcceptedSource.Changed;
            (keepOriginal, encoded) = (true, encoded with { Warning = warning });
        }

        // Subtitles that are uploaded from here on are added to the new result.
        using (await storage.LockFolderAsync(lease.Video, CancellationToken.None))
        {
            uploadedSubtitles.CarryOver(storage.VideoFolder(lease.Video), encoded.Folder, lease.Video);
            if (!await CommitAsync(lease, encoded, keepOriginal, isChanged))
            {
                return false;
            }
        }

        storage.FinishReplacing(lease.Video);
        RemoveInputs(lease.Video, keepOriginal);
        await subtitles.WritePublishedAsync(lease.Video);
        return true;
    }

    /// <summary>Deletes the upload of a ready video, unless it is kept, and its work folder.</summary>
    /// <param name="video">The video.</param>
    /// <param name="keepOriginal">Whether the upload is kept.</param>
    public void RemoveInputs(VideoId video, bool keepOriginal)
    {
        // In this order: recovery only looks at videos that have a work folder.
        originals.KeepOrDelete(video, keepOriginal);
        storage.RemoveWork(video);
    }

    // If anything is missing, the upload may be the only copy, and a later FFmpeg or a repaired disk may read more of
    // it. It is then kept regardless of the setting, as is one that is larger than the stored video.
    private async Task<bool> MustKeepOriginalAsync(VideoId video, EncodedVideo encoded) =>
        encoded.Warning is not null
        || encoded.OriginalNote is not null
        || storage.HasOriginal(video)
        || await originals.PolicyAsync(CancellationToken.None) == OriginalsPolicy.Keep;

    private async Task<bool> CommitAsync(JobLease lease, EncodedVideo encoded, bool keepOriginal, bool isChanged)
    {
        var replacedBefore = storage.LastReplacement(lease.Video);
        try
        {
            return await queue.CompleteAsync(
                lease,
                (video, _) =>
                {
                    if (isChanged)
                    {
                        // They no longer describe any file. With them, the video could never be prepared from this one.
                        (video.FileSizeBytes, video.SourceSha256) = (null, null);
                    }

                    Publish(video, encoded, keepOriginal);
                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
        }
        // Anything set aside before this attempt is older than the current result.
        catch when (storage.LastReplacement(lease.Video) > replacedBefore)
        {
            storage.UndoReplacing(lease.Video);
            throw;
        }
    }

    private void Publish(Video video, EncodedVideo encoded, bool keepOriginal)
    {
        // First, because it fails if the original was just deleted.
        // An existing original stays, even if another file was uploaded.
        var kept = storage.HasOriginal(video.Id) ? storage.OriginalPath(video.Id) : storage.SourcePath(video.Id);
        long? originalBytes = keepOriginal ? new FileInfo(kept).Length : null;
        video.DurationSeconds = encoded.Duration.TotalSeconds;
        video.Qualities = encoded.Qualities;
        video.SourceSummary = encoded.Summary;
        // Also if the user has dismissed the same warning before.
        (video.Warning, video.DismissedWarning) = (encoded.Warning, null);
        video.OriginalNote = encoded.OriginalNote;
        video.EncodingVersion = EncodedVideo.Version;
        video.OriginalBytes = originalBytes;
        // Published with the video, so that the folder never depends on the database.
        SaveSidecar(video, encoded.Folder);
        storage.Publish(encoded.Folder, video.Id);
        video.StoredBytes = VaultStorage.SizeOf(storage.VideoFolder(video.Id));
        // The damaged files were replaced.
        (video.Damage, video.CheckedAt) = (null, null);
    }

    private void SaveSidecar(Video video, string folder)
    {
        try
        {
            using var database = databases.CreateDbContext();
            var organization = VideoOrganization.Read(database, video.Id);
            VideoSidecar.Of(video, organization).Save(Path.Combine(folder, VaultStorage.SidecarName));
        }
        catch (IOException e) when (DiskFull.Caused(e))
        {
            // It is written when there is space again, or at the next start.
            Log.SidecarDelayed(logger, video.Id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The disk is full; the sidecar of video {Video} will be written later")]
        public static partial void SidecarDelayed(ILogger logger, VideoId video);
    }
}
