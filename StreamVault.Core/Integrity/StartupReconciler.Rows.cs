using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>Finds rows without files, and corrects the state of videos whose files are complete.</summary>
public sealed partial class StartupReconciler
{
    private async Task ReconcileRowsAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var videos = await database.Videos.AsNoTracking().ToListAsync(cancellationToken);
        var missing = new List<MissingFiles>();
        foreach (var video in videos)
        {
            if (await RepairAsync(video, cancellationToken) is { } problem)
            {
                missing.Add(new MissingFiles(video.Id, video.Title, problem));
                Log.Missing(logger, video.Id, problem);
                await RecordDamageAsync(video.Id, cancellationToken);
            }
        }

        Missing = missing;
    }

    // Unreadable files must not prevent the server from starting.
    private async Task RecordDamageAsync(VideoId id, CancellationToken cancellationToken)
    {
        try
        {
            await check.QuickAsync(id, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotChecked(logger, id, e);
        }
    }

    /// <returns>What is missing and can't be repaired, as a sentence; null if nothing is.</returns>
    private async Task<string?> RepairAsync(Video video, CancellationToken cancellationToken)
    {
        if (video.Status == VideoStatus.Ready)
        {
            if (File.Exists(storage.SourcePath(video.Id)) && storage.HasOriginal(video.Id))
            {
                await ResolveDuplicateUploadAsync(video, cancellationToken);
            }

            return !Directory.Exists(storage.VideoFolder(video.Id)) ? "The folder of the video is missing."
                : !File.Exists(storage.KeyPath(video.Id)) ? "The key of the video is missing."
                : video.OriginalBytes is not null
                && !File.Exists(storage.OriginalPath(video.Id))
                && !File.Exists(storage.SourcePath(video.Id))
                    ? "The original is missing."
                : null;
        }

        if (File.Exists(storage.SourcePath(video.Id)))
        {
            return null;
        }

        // An older database was restored, and the video became ready after it was saved.
        if (PublishedVideo.Read(storage, video.Id) is { IsWhole: true } published)
        {
            await MarkReadyAsync(video.Id, published, cancellationToken);
            Log.BecameReady(logger, video.Id);
            return null;
        }

        if (File.Exists(storage.OriginalPath(video.Id)))
        {
            // The original stays in place. If it became an ordinary upload, it could be deleted once the video is
            // ready.
            Log.FromOriginal(logger, video.Id);
            return null;
        }

        return "The uploaded file is missing, and the video was not ready.";
    }

    private async Task MarkReadyAsync(VideoId id, PublishedVideo published, CancellationToken cancellationToken)
    {
        var sidecar = VideoSidecar.Find(storage.SidecarPath(id));
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var video = await database.Videos.SingleAsync(video => video.Id == id, cancellationToken);
        video.Status = VideoStatus.Ready;
        video.Qualities = published.Qualities;
        video.DurationSeconds = sidecar?.DurationSeconds ?? published.Duration.TotalSeconds;
        video.SourceSummary = sidecar?.Source?.Summary ?? video.SourceSummary;
        if (sidecar?.Warning is not null)
        {
            var isDismissed = sidecar.WarningDismissed == true;
            video.Warning = isDismissed ? null : sidecar.Warning;
            video.DismissedWarning = isDismissed ? sidecar.Warning : null;
        }

        video.StoredBytes = VaultStorage.SizeOf(storage.VideoFolder(id));
        video.OriginalBytes = File.Exists(storage.OriginalPath(id))
            ? new FileInfo(storage.OriginalPath(id)).Length
            : null;
        await database.SaveChangesAsync(cancellationToken);
        await database
            .EncodingJobs.Where(job => job.VideoId == id && job.Status != JobStatus.Completed)
            .ExecuteUpdateAsync(
                job =>
                    job.SetProperty(one => one.Status, JobStatus.Completed)
                        .SetProperty(one => one.LeaseToken, (Guid?)null)
                        .SetProperty(one => one.HeartbeatAt, (DateTimeOffset?)null),
                cancellationToken
            );
        await transaction.CommitAsync(cancellationToken);
    }
}
