using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Albums;
using StreamVault.Core.DiskSpace;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Media;
using StreamVault.Core.Persistence;
using StreamVault.Core.Places;
using StreamVault.Core.Recording;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>
/// Accepts received files as videos. All uploads, imports and adoptions end here: a file is accepted only once its bytes,
/// its name and its rows survive a power cut. Thread-safe.
/// </summary>
public sealed partial class UploadIntake(
    VaultStorage storage,
    SourceProbe probe,
    PendingEncodes pending,
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    JobQueue jobs,
    TimeProvider clock,
    IOptions<UploadOptions> options,
    IOptions<JobOptions> jobOptions,
    IOptions<RecordingOptions> recording,
    Gazetteer gazetteer,
    ILogger<UploadIntake> logger
)
{
    /// <summary>
    /// Probes a file and, if it is a video, commits the video, its job, the row of its upload and the final name of the
    /// file together.
    /// </summary>
    /// <param name="file">A received file. It keeps its name unless it is accepted.</param>
    /// <param name="details">Its details; the caller checks their length and rejects control characters.</param>
    /// <param name="cancellationToken">Cancels; then nothing has changed.</param>
    /// <returns>
    /// <see cref="UploadOutcome.Accepted"/>, <see cref="UploadOutcome.Duplicate"/> or
    /// <see cref="UploadOutcome.NotVideo"/>.
    /// </returns>
    public async Task<UploadOutcome> AcceptAsync(
        ReceivedFile file,
        UploadDetails details,
        CancellationToken cancellationToken
    )
    {
        var stamp = FileStamp.Of(file.Path);
        var probed = file.Probed ?? await probe.ProbeAsync(file.Path, cancellationToken);
        if (probed is ProbeOutcome.NotVideo(var reason))
        {
            Log.Refused(logger, file.Bytes, reason);
            return new UploadOutcome.NotVideo(reason);
        }

        // Without FFprobe the file is accepted too; its job probes it once FFprobe is installed.
        var playable = probed as ProbeOutcome.Playable;
        // The file may not be flushed yet: one from the watched folder was only renamed.
        VaultStorage.Flush(file.Path);
        var video = NewVideo(file, details, playable?.Media);
        if (
            await CommitAsync(file, video, details, pending.ExpectedBytes(playable?.Media), cancellationToken) is
            { } existing
        )
        {
            Log.Duplicate(logger, file.Bytes, existing.Id);
            return new UploadOutcome.Duplicate(existing);
        }

        Log.Accepted(logger, video.Id, file.Bytes);
        if (playable is not null)
        {
            SaveProbe(video.Id, stamp, playable);
        }

        jobs.Announce(video.Id);
        return new UploadOutcome.Accepted(video);
    }

    private Video NewVideo(ReceivedFile file, UploadDetails details, SourceMedia? media)
    {
        var now = clock.GetUtcNow();
        var hints = new RecordingDateHints(media?.Facts, details.Filename, details.LastModified, details.RelativePath);
        var recorded = hints.Date(now, clock.LocalTimeZone);
        var place = recording.Value.KeepPlaces ? media?.Facts.Place : null;
        var town = place is null ? null : gazetteer.Nearest(place);
        var approximate = hints.ApproximateDate(now, clock.LocalTimeZone);
        return new Video
        {
            Id = file.Video,
            Title = details.Title ?? UploadTitle.Of(details, recorded, approximate),
            Description = details.Description,
            Status = VideoStatus.Pending,
            OriginalFilename = details.Filename,
            DurationSeconds = media?.Duration?.TotalSeconds,
            SourceSummary = media?.Summary,
            Recorded = recorded,
            ApproximateDate = approximate,
            Camera = media?.Facts.Camera,
            Place = place,
            Town = town?.Name,
            Country = town?.Country,
            FileTags = media?.Facts.Tags ?? [],
            Chapters =
            [
                .. (media?.Facts.Chapters ?? []).Select(chapter => new Chapter(
                    Guid.CreateVersion7(),
                    chapter.StartSeconds,
                    chapter.Title
                )),
            ],
            FileSizeBytes = file.Bytes,
            SourceSha256 = file.Sha256,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <returns>Null if the video is committed, else the existing video with the same bytes.</returns>
    private async Task<Video?> CommitAsync(
        ReceivedFile file,
        Video video,
        UploadDetails details,
        long? expectedBytes,
        CancellationToken cancellationToken
    )
    {
        var keep = options.Value.KeepUnfinished;
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        // The transaction begins with SQLite's write lock: of two identical files at once, the second sees the first.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (
            !details.AllowDuplicate
            && await FindDuplicateAsync(database, file.Sha256, cancellationToken) is { } existing
        )
        {
            if (file.Upload is { } duplicate)
            {
                await database.MarkDuplicateAsync(duplicate, existing.Id, video.CreatedAt, keep);
            }

            await transaction.CommitAsync(cancellationToken);
            return existing;
        }

        database.Videos.Add(video);
        database.EncodingJobs.Add(
            EncodingJob.Queue(video.Id, jobOptions.Value.MaxAttempts, video.CreatedAt, expectedBytes)
        );
        await database.SaveChangesAsync(cancellationToken);
        await AlbumPath.AddAsync(
            database,
            AlbumPath.Read(details.Album),
            [video.Id],
            video.CreatedAt,
            cancellationToken
        );
        if (file.Upload is { } accepted)
        {
            await database.MarkAcceptedAsync(accepted, video.CreatedAt, keep);
        }

        var source = file.IsOriginal ? storage.MakeOriginalPlace(video.Id) : storage.SourcePath(video.Id);
        try
        {
            // Rename before the commit: rows that survive a power cut must have their file (script/lab/power-cut).
            await VerifiedCopy.MoveAsync(file.Path, source, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch when (!File.Exists(file.Path) && File.Exists(source))
        {
            await VerifiedCopy.MoveAsync(source, file.Path, CancellationToken.None);
            throw;
        }

        return null;
    }

    // A video whose files are missing does not count as a duplicate: the new file may be the only copy.
    private async Task<Video?> FindDuplicateAsync(
        StreamVaultDbContext database,
        string sha256,
        CancellationToken cancellationToken
    )
    {
        var candidates = await database
            .Videos.AsNoTracking()
            .Where(video => video.SourceSha256 == sha256)
            .OrderBy(video => video.CreatedAt)
            .ThenBy(video => video.Id)
            .ToListAsync(cancellationToken);
        return candidates.Find(video => storage.HoldsContentOf(video.Id));
    }

    // After the commit, since a work folder without a row would be quarantined. If it fails, the job probes again.
    private void SaveProbe(VideoId video, FileStamp stamp, ProbeOutcome.Playable playable)
    {
        try
        {
            new SavedProbe(stamp, playable.FfmpegVersion, playable.Report).Save(storage.ProbePath(video));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.ProbeNotSaved(logger, video, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "An upload of {Bytes} bytes is a duplicate of video {Video}")]
        public static partial void Duplicate(ILogger logger, long bytes, VideoId video);

        [LoggerMessage(LogLevel.Information, "Video {Video} was uploaded: {Bytes} bytes")]
        public static partial void Accepted(ILogger logger, VideoId video, long bytes);

        [LoggerMessage(LogLevel.Information, "An upload of {Bytes} bytes was refused: {Reason}")]
        public static partial void Refused(ILogger logger, long bytes, string reason);

        [LoggerMessage(
            LogLevel.Information,
            "The probe of video {Video} could not be saved; its job will probe the file again"
        )]
        public static partial void ProbeNotSaved(ILogger logger, VideoId video, Exception e);
    }
}
