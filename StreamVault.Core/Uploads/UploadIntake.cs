using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>Takes files in: asks whether there is room, receives the bytes, and makes a checked file a video. Thread-safe.</summary>
public sealed partial class UploadIntake(
    VaultStorage storage,
    SourceProbe probe,
    IDbContextFactory<StreamVaultDbContext> databases,
    JobQueue jobs,
    TimeProvider clock,
    IOptions<UploadOptions> options,
    IOptions<JobOptions> jobOptions,
    ILogger<UploadIntake> logger
)
{
    /// <summary>Whether a file of this size would be taken now.</summary>
    /// <returns>Null if it would, else <see cref="UploadOutcome.TooLarge"/> or <see cref="UploadOutcome.NoRoom"/>.</returns>
    public UploadOutcome? Refusal(long bytes) => TooLarge(bytes) ?? NoRoom(bytes);

    internal UploadOutcome? TooLarge(long bytes) =>
        bytes > options.Value.MaxBytes ? new UploadOutcome.TooLarge(options.Value.MaxBytes) : null;

    internal UploadOutcome? NoRoom(long bytes)
    {
        var needed = bytes + options.Value.ReserveBytes;
        var free = storage.FreeBytes;
        return needed > free ? new UploadOutcome.NoRoom(needed, free) : null;
    }

    /// <summary>Opens a place for a file's bytes. Dispose it in any case: what was not accepted is removed.</summary>
    public IncomingUpload Open() => new(storage, this);

    /// <summary>
    /// Looks whether what was received is a video and, if so, brings the video, its job and the file's final name into
    /// being together.
    /// </summary>
    /// <param name="upload">Completely received.</param>
    /// <param name="details">What is said about it; checked by the caller for length and control characters.</param>
    /// <param name="cancellationToken">Gives up; nothing is left.</param>
    public async Task<UploadOutcome> AcceptAsync(
        IncomingUpload upload,
        UploadDetails details,
        CancellationToken cancellationToken
    )
    {
        switch (await probe.ProbeAsync(upload.Path, cancellationToken))
        {
            case ProbeOutcome.Playable(var media):
                return await SaveAsync(upload, details, media, cancellationToken);
            case ProbeOutcome.NotVideo(var reason):
                Log.Refused(logger, upload.Bytes, reason);
                return new UploadOutcome.NotVideo(reason);
            default:
                // FFprobe is missing: the file is kept, and its job looks into it when it can.
                return await SaveAsync(upload, details, null, cancellationToken);
        }
    }

    private async Task<UploadOutcome> SaveAsync(
        IncomingUpload upload,
        UploadDetails details,
        SourceMedia? media,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var video = new Video
        {
            Id = VideoId.New(now),
            Title = details.Title ?? UploadTitle.From(details.Filename),
            Description = details.Description,
            Status = VideoStatus.Pending,
            OriginalFilename = details.Filename,
            DurationSeconds = media?.Duration?.TotalSeconds,
            SourceSummary = media?.Summary,
            FileSizeBytes = upload.Bytes,
            SourceSha256 = upload.Sha256,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.Videos.Add(video);
        database.EncodingJobs.Add(EncodingJob.Queue(video.Id, jobOptions.Value.MaxAttempts, now));
        await database.SaveChangesAsync(cancellationToken);
        upload.MoveTo(storage.SourcePath(video.Id));
        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        catch
        {
            File.Delete(storage.SourcePath(video.Id));
            throw;
        }

        Log.Accepted(logger, video.Id, upload.Bytes);
        jobs.Announce(video.Id);
        return new UploadOutcome.Accepted(video);
    }

    /// <summary>Removes what uploads that were under way at a crash left behind. Call once at start.</summary>
    public void RemoveUnfinished()
    {
        foreach (var file in Directory.EnumerateFiles(storage.UploadsFolder, "*.part"))
        {
            File.Delete(file);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Video {Video} was uploaded: {Bytes} bytes")]
        public static partial void Accepted(ILogger logger, VideoId video, long bytes);

        [LoggerMessage(LogLevel.Information, "An upload of {Bytes} bytes was refused: {Reason}")]
        public static partial void Refused(ILogger logger, long bytes, string reason);
    }
}
