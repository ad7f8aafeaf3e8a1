using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.DiskSpace;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Media;
using StreamVault.Core.Persistence;
using StreamVault.Core.Recording;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>Takes files in: asks whether there is room, receives the bytes, and makes a checked file a video. Thread-safe.</summary>
public sealed partial class UploadIntake(
    VaultStorage storage,
    SourceProbe probe,
    PendingEncodes waiting,
    IDbContextFactory<StreamVaultDbContext> databases,
    JobQueue jobs,
    SpaceReservations reservations,
    TimeProvider clock,
    IOptions<UploadOptions> options,
    IOptions<JobOptions> jobOptions,
    IOptions<RecordingOptions> recording,
    ILogger<UploadIntake> logger
)
{
    /// <summary>Whether a new file of this size would be taken now.</summary>
    /// <returns>Null if it would, else <see cref="UploadOutcome.TooLarge"/> or <see cref="UploadOutcome.NoRoom"/>.</returns>
    public UploadOutcome? Refusal(long bytes) => TooLarge(bytes) ?? NoRoomForNew(bytes, reservations.Promised());

    /// <summary>Whether the rest of a file that has begun would be taken now.</summary>
    /// <param name="bytes">How many bytes are to come.</param>
    /// <param name="upload">The upload: what is promised to it is its own.</param>
    /// <returns>The same.</returns>
    public UploadOutcome? RefusalOfRest(long bytes, Guid upload) => NoRoom(bytes, upload);

    /// <summary>
    /// What has not begun is not taken if videos that wait to be prepared would lack its room. What has begun was promised
    /// its own, and goes on whatever waits since.
    /// </summary>
    /// <param name="bytes">What is to come.</param>
    /// <param name="promised">What is promised to what is under way.</param>
    internal UploadOutcome.NoRoom? NoRoomForNew(long bytes, long promised) => NoRoom(bytes, promised + waiting.Bytes);

    internal long MaxBytes => options.Value.MaxBytes;

    internal UploadOutcome? TooLarge(long bytes) => bytes > MaxBytes ? new UploadOutcome.TooLarge(MaxBytes) : null;

    internal UploadOutcome.NoRoom? NoRoom(long bytes, Guid? except = null) =>
        NoRoom(bytes, reservations.Promised(except));

    internal UploadOutcome? Reserve(Guid upload, long bytes) =>
        reservations.Reserve(upload, () => bytes, () => Refusal(bytes));

    internal void StillToCome(Guid upload, long bytes) => reservations.Set(upload, bytes);

    internal void Release(Guid upload) => reservations.Release(upload);

    /// <param name="bytes">What is to come.</param>
    /// <param name="promised">What is to come of others, and has room promised.</param>
    internal UploadOutcome.NoRoom? NoRoom(long bytes, long promised)
    {
        var needed = bytes + promised + options.Value.ReserveBytes;
        var free = storage.FreeBytes;
        return needed > free ? new UploadOutcome.NoRoom(needed, free, promised) : null;
    }

    /// <summary>Opens a place for a file's bytes. Dispose it in any case: what was not accepted is removed.</summary>
    public IncomingUpload Open() => new(storage, this, clock);

    /// <summary>
    /// Looks whether what was received is a video and, if so, brings the video, its job and the file's final name into
    /// being together.
    /// </summary>
    /// <param name="upload">Completely received. It is read once more: only what the disk holds counts.</param>
    /// <param name="details">What is said about it; checked by the caller for length and control characters.</param>
    /// <param name="cancellationToken">Gives up; nothing is left.</param>
    /// <returns>
    /// <see cref="UploadOutcome.Accepted"/>, <see cref="UploadOutcome.Duplicate"/>, <see cref="UploadOutcome.NotVideo"/> or
    /// <see cref="UploadOutcome.Damaged"/>.
    /// </returns>
    public async Task<UploadOutcome> AcceptAsync(
        IncomingUpload upload,
        UploadDetails details,
        CancellationToken cancellationToken
    )
    {
        var check = await StoredFileCheck.RunAsync(upload.Path, upload.Bytes, upload.Ranges, cancellationToken);
        if (check is not StoredFileCheck.Whole(var sha256))
        {
            Log.Damaged(logger, upload.Bytes);
            return new UploadOutcome.Damaged();
        }

        return await AcceptAsync(
            new ReceivedFile(upload.Path, upload.Bytes, sha256),
            details,
            VideoId.New(clock.GetUtcNow()),
            IntakeRecord.None,
            cancellationToken
        );
    }

    /// <summary>
    /// Does the same for a file that came another way. All uploads and imports end here: a file is accepted only once
    /// its bytes, its name and its rows survive a power cut.
    /// </summary>
    /// <param name="file">Completely received and checked; it keeps its name unless it is accepted.</param>
    /// <param name="details">What is said about it.</param>
    /// <param name="id">What the video will be called.</param>
    /// <param name="record">What else is to be saved in the transaction that decides.</param>
    /// <param name="cancellationToken">Gives up; nothing is changed.</param>
    internal async Task<UploadOutcome> AcceptAsync(
        ReceivedFile file,
        UploadDetails details,
        VideoId id,
        IntakeRecord record,
        CancellationToken cancellationToken
    )
    {
        switch (await probe.ProbeAsync(file.Path, cancellationToken))
        {
            case ProbeOutcome.Playable(var media):
                return await SaveAsync(
                    file,
                    NewVideo(id, file, details, media),
                    waiting.Expect(media),
                    details.AllowDuplicate,
                    record,
                    cancellationToken
                );
            case ProbeOutcome.NotVideo(var reason):
                Log.Refused(logger, file.Bytes, reason);
                return new UploadOutcome.NotVideo(reason);
            default:
                // FFprobe is missing: the file is kept, and its job looks into it when it can.
                return await SaveAsync(
                    file,
                    NewVideo(id, file, details, null),
                    expectedBytes: null,
                    details.AllowDuplicate,
                    record,
                    cancellationToken
                );
        }
    }

    private Video NewVideo(VideoId id, ReceivedFile file, UploadDetails details, SourceMedia? media)
    {
        var now = clock.GetUtcNow();
        var clues = new RecordingDateHints(media?.Facts, details.Filename, details.LastModified);
        return new Video
        {
            Id = id,
            Title = details.Title ?? UploadTitle.From(details.Filename),
            Description = details.Description,
            Status = VideoStatus.Pending,
            OriginalFilename = details.Filename,
            DurationSeconds = media?.Duration?.TotalSeconds,
            SourceSummary = media?.Summary,
            Recorded = clues.Date(now, clock.LocalTimeZone),
            Camera = media?.Facts.Camera,
            Place = recording.Value.KeepPlaces ? media?.Facts.Place : null,
            Tags = media?.Facts.Tags ?? [],
            Chapters = media?.Facts.Chapters ?? [],
            FileSizeBytes = file.Bytes,
            SourceSha256 = file.Sha256,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private async Task<UploadOutcome> SaveAsync(
        ReceivedFile file,
        Video video,
        long? expectedBytes,
        bool allowDuplicate,
        IntakeRecord record,
        CancellationToken cancellationToken
    )
    {
        // The file may not have been flushed: one from the watched folder was only renamed.
        VaultStorage.Flush(file.Path);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // The transaction began with SQLite's write lock: of two equal files at the same time the second sees the first.
        if (!allowDuplicate && await TwinAsync(database, file.Sha256, cancellationToken) is { } twin)
        {
            await record.Duplicate(database, twin.Id);
            await transaction.CommitAsync(cancellationToken);
            Log.Duplicate(logger, file.Bytes, twin.Id);
            return new UploadOutcome.Duplicate(twin);
        }

        database.Videos.Add(video);
        database.EncodingJobs.Add(
            EncodingJob.Queue(video.Id, jobOptions.Value.MaxAttempts, video.CreatedAt, expectedBytes)
        );
        await database.SaveChangesAsync(cancellationToken);
        await record.Accepted(database);
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

        Log.Accepted(logger, video.Id, file.Bytes);
        jobs.Announce(video.Id);
        return new UploadOutcome.Accepted(video);
    }

    // A video whose files are gone is no twin: the new file may be the only copy.
    private async Task<Video?> TwinAsync(
        StreamVaultDbContext database,
        string sha256,
        CancellationToken cancellationToken
    )
    {
        var twins = await database
            .Videos.AsNoTracking()
            .Where(video => video.SourceSha256 == sha256)
            .OrderBy(video => video.CreatedAt)
            .ThenBy(video => video.Id)
            .ToListAsync(cancellationToken);
        return twins.Find(video => storage.HoldsContentOf(video.Id));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "An upload of {Bytes} bytes is the same as video {Video}")]
        public static partial void Duplicate(ILogger logger, long bytes, VideoId video);

        [LoggerMessage(
            LogLevel.Error,
            "The disk does not hold what an upload of {Bytes} bytes brought. Check the disk"
        )]
        public static partial void Damaged(ILogger logger, long bytes);

        [LoggerMessage(LogLevel.Information, "Video {Video} was uploaded: {Bytes} bytes")]
        public static partial void Accepted(ILogger logger, VideoId video, long bytes);

        [LoggerMessage(LogLevel.Information, "An upload of {Bytes} bytes was refused: {Reason}")]
        public static partial void Refused(ILogger logger, long bytes, string reason);
    }
}
