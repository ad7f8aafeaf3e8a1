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
/// and ready videos among them are marked as damaged. Nothing is deleted except what interrupted deletions left behind,
/// and the work folders of quarantined videos that can be encoded again or are already complete.
/// </summary>
public sealed partial class StartupReconciler(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    VaultStorage storage,
    Quarantine quarantine,
    VideoCheck check,
    ILogger<StartupReconciler> logger
)
{
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
            await ReconcilePartialUploadAsync(path, cancellationToken);
        }

        await ReconcileRowsAsync(cancellationToken);
        if (Directory.GetDirectories(storage.QuarantineFolder).Length is var entries && entries > before)
        {
            Log.Summary(logger, entries - before, entries);
        }
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
        public static partial void Restored(ILogger logger, string entry);

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

        [LoggerMessage(LogLevel.Warning, "Video {Video} is incomplete; preparing it again from its original")]
        public static partial void FromOriginal(ILogger logger, VideoId video);
    }
}
