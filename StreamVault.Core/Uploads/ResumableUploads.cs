using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.DiskSpace;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Integrity;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>
/// Files that come in pieces. An upload is a row and a file of the same id; what is safe of it survives any crash, and as
/// soon as its last byte is safe it becomes a video, at the latest when the server starts again. Thread-safe.
/// </summary>
public sealed partial class ResumableUploads
{
    private readonly VaultStorage _storage;
    private readonly UploadIntake _intake;
    private readonly SpaceReservations _reservations;
    private readonly IDbContextFactory<StreamVaultDbContext> _databases;
    private readonly EventHub _events;
    private readonly TimeProvider _clock;
    private readonly IOptions<UploadOptions> _options;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly Quarantine _quarantine;
    private readonly ILogger<ResumableUploads> _logger;
    private readonly UploadLocks _turns;

    /// <summary>Made once; <see cref="OpenAsync(CancellationToken)"/> comes before anything else.</summary>
    public ResumableUploads(
        VaultStorage storage,
        UploadIntake intake,
        SpaceReservations reservations,
        IDbContextFactory<StreamVaultDbContext> databases,
        EventHub events,
        TimeProvider clock,
        IOptions<UploadOptions> options,
        IHostApplicationLifetime lifetime,
        Quarantine quarantine,
        ILogger<ResumableUploads> logger
    )
    {
        (_storage, _intake, _reservations, _databases) = (storage, intake, reservations, databases);
        (_events, _clock, _options, _lifetime, _logger) = (events, clock, options, lifetime, logger);
        _quarantine = quarantine;
        _turns = new UploadLocks(clock);
    }

    /// <summary>Begins an upload: promises its room, and makes a place for its bytes.</summary>
    /// <param name="user">Whose it is.</param>
    /// <param name="length">How many bytes the whole file has.</param>
    /// <param name="details">What is said about it; checked by the caller for length and control characters.</param>
    /// <param name="filetype">Its media type in its sender's opinion.</param>
    /// <param name="metadata">All that was said, word for word.</param>
    /// <param name="cancellationToken">Gives up; nothing is left.</param>
    public async Task<ResumeOutcome> CreateAsync(
        Guid user,
        long length,
        UploadDetails details,
        string? filetype,
        string? metadata,
        CancellationToken cancellationToken
    )
    {
        var now = _clock.GetUtcNow();
        var upload = new ResumableUpload
        {
            Id = Guid.CreateVersion7(now),
            UserId = user,
            Filename = details.Filename,
            Filetype = filetype,
            Title = details.Title,
            Description = details.Description,
            AllowDuplicate = details.AllowDuplicate,
            Metadata = metadata,
            Length = length,
            CreatedAt = now,
            ExpiresAt = now + _options.Value.KeepUnfinished,
        };
        if (_reservations.Reserve(upload.Id, () => length, () => _intake.Refusal(length)) is { } refusal)
        {
            return new ResumeOutcome.Refused(refusal);
        }

        try
        {
            await SaveNewAsync(upload, cancellationToken);
        }
        catch
        {
            _reservations.Release(upload.Id);
            File.Delete(_storage.PartialUploadPath(upload.Id));
            throw;
        }

        Log.Began(_logger, upload.Id, length);
        Tell(upload.Id);
        return new ResumeOutcome.Waiting(upload, 0);
    }

    // The file before the row: a row whose bytes were never there would promise what nobody can hold.
    private async Task SaveNewAsync(ResumableUpload upload, CancellationToken cancellationToken)
    {
        PartialFile.Create(_storage, upload.Id).Dispose();
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        database.ResumableUploads.Add(upload);
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The uploads of a user that can go on, oldest first.</summary>
    public async Task<IReadOnlyList<UnfinishedUpload>> ListAsync(Guid user, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var uploads = await database
            .ResumableUploads.AsNoTracking()
            .Where(upload => upload.UserId == user && upload.AcceptedAt == null && upload.ExpiresAt > now)
            .OrderBy(upload => upload.CreatedAt)
            .Select(upload => new
            {
                Upload = upload,
                Offset = database
                    .UploadRanges.Where(range => range.UploadId == upload.Id)
                    .Max(range => (long?)range.End),
                Twin = database.Videos.SingleOrDefault(video => video.Id == upload.DuplicateOf),
            })
            .ToArrayAsync(cancellationToken);
        return
        [
            .. uploads.Select(found => new UnfinishedUpload(
                found.Upload,
                found.Offset ?? 0,
                IsUnderWay(found.Upload.Id),
                found.Twin
            )),
        ];
    }

    /// <summary>Whether bytes of an upload are coming in at this moment.</summary>
    public bool IsUnderWay(Guid id) => _turns.IsTaken(id);

    private async Task<ResumableUpload?> FindAsync(Guid user, Guid id, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var video = new VideoId(id);
        return await database
            .ResumableUploads.AsNoTracking()
            // An upload whose video was deleted is forgotten: the same file can be sent again.
            .Where(upload => upload.AcceptedAt == null || database.Videos.Any(existing => existing.Id == video))
            .SingleOrDefaultAsync(upload => upload.Id == id && upload.UserId == user, cancellationToken);
    }

    private async Task<long> OffsetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        return await database
                .UploadRanges.Where(range => range.UploadId == id)
                .MaxAsync(range => (long?)range.End, cancellationToken)
            ?? 0;
    }

    private void Tell(Guid upload) => _events.Publish(new UploadChange(upload));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Upload {Upload} of {Bytes} bytes began")]
        public static partial void Began(ILogger logger, Guid upload, long bytes);

        [LoggerMessage(LogLevel.Information, "Upload {Upload} was removed")]
        public static partial void Removed(ILogger logger, Guid upload);

        [LoggerMessage(LogLevel.Warning, "The disk is full: upload {Upload} waits at {Offset} bytes for room")]
        public static partial void DiskFull(ILogger logger, Guid upload, long offset);

        [LoggerMessage(
            LogLevel.Error,
            "The disk does not hold what upload {Upload} brought: it goes on at byte {Offset}. Check the disk"
        )]
        public static partial void Damaged(ILogger logger, Guid upload, long offset);

        [LoggerMessage(LogLevel.Error, "Upload {Upload} is complete, but could not become a video; it is tried again")]
        public static partial void Postponed(ILogger logger, Guid upload, Exception e);

        [LoggerMessage(LogLevel.Warning, "Of upload {Upload} only {Offset} bytes are left on disk; it goes on there")]
        public static partial void Shortened(ILogger logger, Guid upload, long offset);

        [LoggerMessage(LogLevel.Warning, "The bytes of upload {Upload} are gone from the disk; it is forgotten")]
        public static partial void Gone(ILogger logger, Guid upload);
    }
}
