using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>A video whose files are missing.</summary>
/// <param name="Video">The video.</param>
/// <param name="Title">Its title.</param>
/// <param name="What">What is missing, as a sentence.</param>
public sealed record MissingFiles(VideoId Video, string Title, string What);

/// <summary>
/// Compares database rows with files at startup. Files without a row are quarantined. Rows without files are reported,
/// and ready videos among them are marked as damaged. Only work folders of videos whose source or result exists are
/// deleted.
/// </summary>
public sealed partial class StartupReconciler(
    IDbContextFactory<StreamVaultDbContext> databases,
    VaultStorage storage,
    Quarantine quarantine,
    VideoCheck check,
    ILogger<StartupReconciler> logger
)
{
    private const string NoRow = "The database has no entry for it.";

    /// <summary>The videos whose files were missing at startup.</summary>
    public IReadOnlyList<MissingFiles> Missing { get; private set; } = [];

    /// <summary>
    /// Compares rows with files. Call it once, after interrupted uploads were renamed and before anything is encoded.
    /// </summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        storage.FinishRemovals();
        var before = Directory.GetDirectories(storage.QuarantineFolder).Length;
        foreach (var id in FoundVideos())
        {
            await ReconcileFilesAsync(id, cancellationToken);
        }

        foreach (var path in storage.PartialUploads.ToList())
        {
            await ReconcilePartAsync(path, cancellationToken);
        }

        await ReconcileRowsAsync(cancellationToken);
        if (Directory.GetDirectories(storage.QuarantineFolder).Length is var entries && entries > before)
        {
            Log.Summary(logger, entries - before, entries);
        }
    }

    /// <summary>
    /// Moves files back that an earlier start quarantined and that have rows again because the right database was
    /// restored. Call it first, before anything reads the files.
    /// </summary>
    internal async Task RestoreQuarantinedAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in Directory.GetDirectories(storage.QuarantineFolder))
        {
            if (!VideoId.TryParse(Quarantine.IdIn(folder), null, out var id))
            {
                continue;
            }

            IEnumerable<(string Path, string Name)> places =
                await HasVideoAsync(id, cancellationToken) ? storage.PlacesOf(id)
                : await HasUploadAsync(id.Value, cancellationToken) ? [(storage.PartialUploadPath(id.Value), "part")]
                : [];
            try
            {
                if (quarantine.Return(Path.GetFileName(folder), places))
                {
                    Log.Back(logger, Path.GetFileName(folder));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.NotMoved(logger, Path.GetFileName(folder), e);
            }
        }
    }

    private List<VideoId> FoundVideos() =>
        [
            .. storage
                .VideosWithFolder.Concat(storage.SetAsideVideos)
                .Concat(storage.VideosWithKey)
                .Concat(storage.VideosWithOriginal)
                .Concat(storage.VideosWithSource)
                .Concat(storage.VideosWithSourceSidecar)
                .Concat(storage.VideosWithImport)
                .Concat(storage.VideosWithWork)
                .Distinct(),
        ];

    private async Task ReconcileFilesAsync(VideoId id, CancellationToken cancellationToken)
    {
        // The watched folder resumes imports that have a note.
        if (File.Exists(storage.ImportNotePath(id)))
        {
            return;
        }

        var things = storage
            .PlacesOf(id)
            .Where(place => Path.Exists(place.Path))
            .DistinctBy(place => place.Name)
            .ToList();
        if (
            things.FirstOrDefault(thing => File.Exists(thing.Path) && FileUse.IsInUse(thing.Path)) is { Path: { } used }
        )
        {
            Log.InUse(logger, Path.GetRelativePath(storage.Root, used));
            return;
        }

        // Checked last, because a command that runs at the same time keeps its file open until its row is committed.
        if (await HasVideoAsync(id, cancellationToken))
        {
            return;
        }

        var canBeMadeAgain =
            things.Any(thing => thing.Name is "original" or "source" or "import")
            || PublishedVideo.Read(storage, id) is { IsWhole: true };
        if (Directory.Exists(storage.WorkFolder(id)) && !canBeMadeAgain)
        {
            things.Add((storage.WorkFolder(id), "work"));
        }

        if (
            things.Count > 0
            && !Take(
                $"{id}",
                things,
                Directory.Exists(Path.Combine(storage.Root, "deleted", $"{id}"))
                    ? "It was being deleted when the server stopped."
                    : NoRow,
                null
            )
        )
        {
            return;
        }

        if (canBeMadeAgain)
        {
            storage.RemoveWork(id);
        }
    }

    private async Task ReconcilePartAsync(string path, CancellationToken cancellationToken)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var id = Guid.TryParseExact(name, "D", out var parsed) ? parsed : (Guid?)null;
        if (FileUse.IsInUse(path))
        {
            Log.InUse(logger, Path.GetRelativePath(storage.Root, path));
        }
        else if (File.Exists(path) && !(id is { } upload && await HasUploadAsync(upload, cancellationToken)))
        {
            Take(
                id is null ? $"upload-{Guid.NewGuid():N}" : $"{id:D}",
                [(path, "part")],
                "An upload or import that did not end, without an entry in the database.",
                id is null ? name : null
            );
        }
    }

    /// <returns>False if something couldn't be moved.</returns>
    private bool Take(string id, IReadOnlyList<(string Path, string Name)> things, string reason, string? name)
    {
        try
        {
            var item = quarantine.Take(id, reason, things, name);
            Log.Quarantined(
                logger,
                string.Join(", ", things.Select(thing => Path.GetRelativePath(storage.Root, thing.Path))),
                item.Bytes,
                item.Id,
                reason
            );
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotMoved(logger, id, e);
            return false;
        }
    }

    private async Task ReconcileRowsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var videos = await database.Videos.AsNoTracking().ToListAsync(cancellationToken);
        var missing = new List<MissingFiles>();
        foreach (var video in videos)
        {
            if (await RepairAsync(video, cancellationToken) is { } what)
            {
                missing.Add(new MissingFiles(video.Id, video.Title, what));
                Log.Missing(logger, video.Id, what);
                await MarkAsync(video.Id, cancellationToken);
            }
        }

        Missing = missing;
    }

    // Unreadable files must not prevent the server from starting.
    private async Task MarkAsync(VideoId id, CancellationToken cancellationToken)
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

        // An older database was restored. The video became ready after that database was saved.
        if (PublishedVideo.Read(storage, video.Id) is { IsWhole: true } published)
        {
            await MarkReadyAsync(video.Id, published, cancellationToken);
            Log.BecameReady(logger, video.Id);
            return null;
        }

        if (File.Exists(storage.OriginalPath(video.Id)))
        {
            // The original stays where it is. As an ordinary upload, it could be deleted once the video is ready.
            Log.FromOriginal(logger, video.Id);
            return null;
        }

        return "The uploaded file is missing, and the video was not ready.";
    }

    private async Task MarkReadyAsync(VideoId id, PublishedVideo published, CancellationToken cancellationToken)
    {
        var sidecar = VideoSidecar.Find(storage.SidecarPath(id));
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var video = await database.Videos.SingleAsync(video => video.Id == id, cancellationToken);
        video.Status = VideoStatus.Ready;
        video.Qualities = published.Qualities;
        video.DurationSeconds = sidecar?.DurationSeconds ?? published.Duration.TotalSeconds;
        video.SourceSummary = sidecar?.Source?.Summary ?? video.SourceSummary;
        video.Warning = sidecar?.Warning ?? video.Warning;
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

    private async Task<bool> HasVideoAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Videos.AnyAsync(video => video.Id == id, cancellationToken);
    }

    private async Task<bool> HasUploadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ResumableUploads.AnyAsync(
            upload => upload.Id == id && upload.AcceptedAt == null,
            cancellationToken
        );
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "{Paths} ({Bytes} bytes) moved to quarantine/{Entry}: {Reason} Adopt or delete it in Storage"
        )]
        public static partial void Quarantined(ILogger logger, string paths, long bytes, string entry, string reason);

        [LoggerMessage(
            LogLevel.Warning,
            "{New} new entries in quarantine, {All} in total. Nothing was deleted. See Storage, or GET /api/quarantine"
        )]
        public static partial void Summary(ILogger logger, int @new, int all);

        [LoggerMessage(
            LogLevel.Warning,
            "Quarantine entry {Entry} is in the database again; its files were moved back"
        )]
        public static partial void Back(ILogger logger, string entry);

        [LoggerMessage(LogLevel.Error, "Files of quarantine entry {Entry} can't be moved")]
        public static partial void NotMoved(ILogger logger, string entry, Exception e);

        [LoggerMessage(LogLevel.Information, "Skipped {Path}: another process is using it")]
        public static partial void InUse(ILogger logger, string path);

        [LoggerMessage(LogLevel.Warning, "Files of video {Video} are missing: {What} Restore them from a backup")]
        public static partial void Missing(ILogger logger, VideoId video, string what);

        [LoggerMessage(LogLevel.Error, "The files of video {Video} can't be checked")]
        public static partial void NotChecked(ILogger logger, VideoId video, Exception e);

        [LoggerMessage(LogLevel.Warning, "Video {Video} was not ready in the database, but its files are complete")]
        public static partial void BecameReady(ILogger logger, VideoId video);

        [LoggerMessage(LogLevel.Warning, "Video {Video} is not ready: it is prepared from its original")]
        public static partial void FromOriginal(ILogger logger, VideoId video);
    }
}
