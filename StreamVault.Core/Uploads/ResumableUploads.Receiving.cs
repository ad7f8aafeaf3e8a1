using Microsoft.EntityFrameworkCore;
using Microsoft.Win32.SafeHandles;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    /// <summary>The state of an upload. A complete one that is not a video yet is accepted first.</summary>
    /// <param name="user">The user.</param>
    /// <param name="id">The upload.</param>
    /// <param name="cancellationToken">Stops waiting for another request.</param>
    public Task<ResumeOutcome> LookAsync(Guid user, Guid id, CancellationToken cancellationToken) =>
        WithLockAsync(user, id, ResolveStatusAsync, cancellationToken);

    /// <summary>Appends bytes to an upload. With the last byte it is accepted as a video.</summary>
    /// <param name="user">The user.</param>
    /// <param name="id">The upload.</param>
    /// <param name="offset">Where the bytes begin.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="cancellationToken">Cancelled when the client disconnects; received bytes are kept.</param>
    public async Task<ResumeOutcome> ReceiveAsync(
        Guid user,
        Guid id,
        long offset,
        UploadBody body,
        CancellationToken cancellationToken
    )
    {
        var wasComplete = true;
        var outcome = await WithLockAsync(
            user,
            id,
            async (upload, present, held) =>
            {
                wasComplete = false;
                return offset != present ? new ResumeOutcome.WrongOffset(present)
                    : body.Length > upload.Length - offset ? new ResumeOutcome.TooMany()
                    : ShortageFor(upload, offset, body) is { } shortage ? new ResumeOutcome.NotEnoughSpace(shortage)
                    : await WriteAsync(upload, offset, body, held, cancellationToken);
            },
            cancellationToken
        );
        return wasComplete && outcome is ResumeOutcome.Accepted(var accepted) && offset != accepted.Length
            ? new ResumeOutcome.WrongOffset(accepted.Length)
            : outcome;
    }

    private async Task<ResumeOutcome> WithLockAsync(
        Guid user,
        Guid id,
        Func<ResumableUpload, long, UploadLock, Task<ResumeOutcome>> act,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(user, id, cancellationToken) is null)
        {
            return new ResumeOutcome.NotFound();
        }

        using var held = await _locks.TakeAsync(id, cancellationToken);
        return held is null ? new ResumeOutcome.Busy()
            // Read again: the previous holder may have changed it.
            : await FindAsync(user, id, cancellationToken) is not { } upload ? new ResumeOutcome.NotFound()
            : upload.AcceptedAt is not null ? new ResumeOutcome.Accepted(upload)
            : upload.ExpiresAt <= _clock.GetUtcNow() ? new ResumeOutcome.Expired()
            : await act(upload, await OffsetAsync(id, cancellationToken), held);
    }

    private async Task<ResumeOutcome> ResolveStatusAsync(ResumableUpload upload, long offset, UploadLock held) =>
        offset != upload.Length ? new ResumeOutcome.Waiting(upload, offset)
        : await FindDuplicateAsync(upload) is { } existing ? new ResumeOutcome.Duplicate(upload, existing)
        : await FinishAsync(upload, held);

    // Checked before the first byte. The space reserved for this upload is available to it.
    private SpaceShortage? ShortageFor(ResumableUpload upload, long offset, UploadBody body) =>
        _admission.Shortage(Math.Min(body.Length ?? 0, upload.Length - offset), upload.Id);

    private async Task<ResumeOutcome> WriteAsync(
        ResumableUpload upload,
        long offset,
        UploadBody body,
        UploadLock held,
        CancellationToken cancellationToken
    )
    {
        using var file = OpenAt(upload.Id, offset);
        var outcome = await WriteAsync(file, upload, offset, body, held, cancellationToken);
        var present = await OffsetAsync(upload.Id, CancellationToken.None);
        TruncateTo(file, present);
        Publish(upload.Id);
        switch (outcome)
        {
            case BodyOutcome.TooLong:
                return new ResumeOutcome.TooMany();
            case BodyOutcome.DiskFull:
                Log.DiskFull(_logger, upload.Id, present);
                return new ResumeOutcome.NotEnoughSpace(
                    _admission.ShortageOnFullDisk(upload.Length - present, upload.Id)
                );
            case BodyOutcome.ChecksumMismatch:
                return new ResumeOutcome.ChecksumDiffers();
            default:
                return await ResolveStatusAsync(upload, present, held);
        }
    }

    private async Task<BodyOutcome> WriteAsync(
        SafeFileHandle file,
        ResumableUpload upload,
        long offset,
        UploadBody body,
        UploadLock held,
        CancellationToken cancellationToken
    )
    {
        using var writer = new BodyWriter(
            file,
            offset,
            upload.Length - offset,
            (end, sha256) => SaveRangeAsync(upload, end, sha256),
            () => _admission.Shortage(0, upload.Id) is null,
            _clock
        )
        {
            BodyBytes = body.Length,
        };
        // The connection is aborted: cancelling only the read would leave Kestrel waiting for the rest of the body.
        // Once the whole body has arrived, the sender gets its answer: the newer request doesn't have to wait long.
        using var interrupted = held.Interrupted.Register(() =>
        {
            if (!writer.HasWholeBody)
            {
                body.Break();
            }
        });
        // When the server stops, the sender resumes later instead of delaying it.
        using var stopping = _lifetime.ApplicationStopping.Register(body.Break);
        return await writer.WriteAsync(body.Bytes, body.Checksum, cancellationToken);
    }

    private SafeFileHandle OpenAt(Guid id, long offset)
    {
        var file = PartialFile.Open(_storage, id);
        // A crash may have left bytes that were not saved as a range.
        TruncateTo(file, offset);
        return file;
    }

    private static void TruncateTo(SafeFileHandle file, long length)
    {
        if (RandomAccess.GetLength(file) != length)
        {
            RandomAccess.SetLength(file, length);
        }
    }

    // The bytes are flushed already. Never cancelled, since everything else relies on it.
    private async Task SaveRangeAsync(ResumableUpload upload, long end, byte[] sha256)
    {
        upload.ExpiresAt = _clock.GetUtcNow() + _options.Value.KeepUnfinished;
        await using var database = await _databases.CreateDbContextAsync();
        await using var transaction = await database.Database.BeginTransactionAsync();
        database.UploadRanges.Add(
            new UploadRange
            {
                UploadId = upload.Id,
                End = end,
                Sha256 = sha256,
            }
        );
        await database.SaveChangesAsync();
        await database
            .ResumableUploads.Where(row => row.Id == upload.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.ExpiresAt, upload.ExpiresAt));
        await transaction.CommitAsync();
        _admission.SetRemaining(upload.Id, upload.Length - end);
    }
}
