using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Integrity;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>
/// Receives files that can be interrupted and resumed. An upload is a row and a file with the same id. Saved bytes survive any
/// crash, and a complete upload is accepted as a video, at the latest after the next start. Thread-safe.
/// </summary>
public sealed partial class ResumableUploads
{
    private readonly VaultStorage _storage;
    private readonly UploadIntake _intake;
    private readonly UploadAdmission _admission;
    private readonly IDbContextFactory<StreamVaultDbContext> _databases;
    private readonly EventHub _events;
    private readonly TimeProvider _clock;
    private readonly IOptions<UploadOptions> _options;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly Quarantine _quarantine;
    private readonly ILogger<ResumableUploads> _logger;
    private readonly UploadLocks _locks;

    /// <summary>Created once, by dependency injection. Call <see cref="OpenAsync(CancellationToken)"/> first.</summary>
    public ResumableUploads(
        VaultStorage storage,
        UploadIntake intake,
        UploadAdmission admission,
        IDbContextFactory<StreamVaultDbContext> contextFactory,
        EventHub events,
        TimeProvider clock,
        IOptions<UploadOptions> options,
        IHostApplicationLifetime lifetime,
        Quarantine quarantine,
        ILogger<ResumableUploads> logger
    )
    {
        (_storage, _intake, _admission, _databases) = (storage, intake, admission, contextFactory);
        (_events, _clock, _options, _lifetime, _logger) = (events, clock, options, lifetime, logger);
        _quarantine = quarantine;
        _locks = new UploadLocks(clock);
    }

    /// <summary>Creates an upload: reserves its space and creates its file.</summary>
    /// <param name="user">The user it belongs to.</param>
    /// <param name="length">The size of the whole file in bytes.</param>
    /// <param name="details">Its details; the caller checks their length and rejects control characters.</param>
    /// <param name="filetype">The media type given by the sender.</param>
    /// <param name="metadata">The metadata exactly as it was sent.</param>
    /// <param name="cancellationToken">Cancels; nothing is left.</param>
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
        if (_admission.Reserve(upload.Id, length) is { } refusal)
        {
            return new ResumeOutcome.Refused(refusal);
        }

        try
        {
            await SaveNewAsync(upload, cancellationToken);
        }
        catch
        {
            _admission.Release(upload.Id);
            File.Delete(_storage.PartialUploadPath(upload.Id));
            throw;
        }

        Log.Began(_logger, upload.Id, length);
        Publish(upload.Id);
        return new ResumeOutcome.Waiting(upload, 0);
    }

    // The file before the row: there must never be a row without a file.
    private async Task SaveNewAsync(ResumableUpload upload, CancellationToken cancellationToken)
    {
        PartialFile.Create(_storage, upload.Id).Dispose();
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        database.ResumableUploads.Add(upload);
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The unfinished uploads of a user, oldest first.</summary>
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
                Existing = database.Videos.SingleOrDefault(video => video.Id == upload.DuplicateOf),
            })
            .ToArrayAsync(cancellationToken);
        return
        [
            .. uploads.Select(found => new UnfinishedUpload(
                found.Upload,
                found.Offset ?? 0,
                IsReceiving(found.Upload.Id),
                found.Existing
            )),
        ];
    }

    /// <summary>Whether an upload is receiving bytes now.</summary>
    public bool IsReceiving(Guid id) => _locks.IsTaken(id);

    private async Task<ResumableUpload?> FindAsync(Guid user, Guid id, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var video = new VideoId(id);
        return await database
            .ResumableUploads.AsNoTracking()
            // An accepted upload whose video was deleted no longer counts: the same file can be sent again.
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

    private void Publish(Guid upload) => _events.Publish(new UploadChange(upload));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Upload {Upload} of {Bytes} bytes started")]
        public static partial void Began(ILogger logger, Guid upload, long bytes);

        [LoggerMessage(LogLevel.Information, "Upload {Upload} was deleted")]
        public static partial void Removed(ILogger logger, Guid upload);

        [LoggerMessage(LogLevel.Warning, "The disk is full: upload {Upload} stopped at {Offset} bytes")]
        public static partial void DiskFull(ILogger logger, Guid upload, long offset);

        [LoggerMessage(
            LogLevel.Error,
            "Data of upload {Upload} was read back differently; the upload continues at byte {Offset}. The disk may be failing"
        )]
        public static partial void Damaged(ILogger logger, Guid upload, long offset);

        [LoggerMessage(LogLevel.Error, "Upload {Upload} is complete but could not be accepted; retrying later")]
        public static partial void Postponed(ILogger logger, Guid upload, Exception e);

        [LoggerMessage(
            LogLevel.Warning,
            "Only {Offset} bytes of upload {Upload} are on disk; the upload continues from there"
        )]
        public static partial void Truncated(ILogger logger, Guid upload, long offset);

        [LoggerMessage(LogLevel.Warning, "The file of upload {Upload} is missing; the upload was deleted")]
        public static partial void FileMissing(ILogger logger, Guid upload);
    }
}
