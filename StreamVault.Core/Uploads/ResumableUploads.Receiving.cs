using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Win32.SafeHandles;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    /// <summary>How an upload is. One that is complete and not yet a video becomes one first.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="id">The upload.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    public Task<ResumeOutcome> LookAsync(Guid user, Guid id, CancellationToken cancellationToken) =>
        InTurnAsync(user, id, (upload, offset, turn) => StandAsync(upload, offset, turn), cancellationToken);

    /// <summary>Takes bytes to the end of an upload. With the last one it becomes a video.</summary>
    /// <param name="user">Who sends.</param>
    /// <param name="id">The upload.</param>
    /// <param name="offset">Where the bytes begin.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="cancellationToken">The connection is gone: what came is kept.</param>
    public async Task<ResumeOutcome> ReceiveAsync(
        Guid user,
        Guid id,
        long offset,
        UploadBody body,
        CancellationToken cancellationToken
    )
    {
        var wasComplete = true;
        var outcome = await InTurnAsync(
            user,
            id,
            async (upload, present, turn) =>
            {
                wasComplete = false;
                return offset != present ? new ResumeOutcome.WrongOffset(present)
                    : body.Length > upload.Length - offset ? new ResumeOutcome.TooMany()
                    : NoRoomFor(upload, offset, body) is { } full ? new ResumeOutcome.NoRoom(full)
                    : await WriteAsync(upload, offset, body, turn, cancellationToken);
            },
            cancellationToken
        );
        return wasComplete && outcome is ResumeOutcome.Accepted(var accepted) && offset != accepted.Length
            ? new ResumeOutcome.WrongOffset(accepted.Length)
            : outcome;
    }

    private async Task<ResumeOutcome> InTurnAsync(
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

        using var turn = await _turns.TakeAsync(id, cancellationToken);
        return turn is null ? new ResumeOutcome.Busy()
            // Once more: whoever had the turn may have changed it.
            : await FindAsync(user, id, cancellationToken) is not { } upload ? new ResumeOutcome.NotFound()
            : upload.AcceptedAt is not null ? new ResumeOutcome.Accepted(upload)
            : upload.ExpiresAt <= _clock.GetUtcNow() ? new ResumeOutcome.Expired()
            : await act(upload, await OffsetAsync(id, cancellationToken), turn);
    }

    private async Task<ResumeOutcome> StandAsync(ResumableUpload upload, long offset, UploadLock turn) =>
        offset != upload.Length ? new ResumeOutcome.Waiting(upload, offset)
        : await TwinAsync(upload) is { } twin ? new ResumeOutcome.Duplicate(upload, twin)
        : await FinishAsync(upload, turn);

    // What is known to fit no more is not even begun. Other uploads' room is theirs; this one's own was promised to it.
    private UploadOutcome.NoRoom? NoRoomFor(ResumableUpload upload, long offset, UploadBody body) =>
        _intake.NoRoom(Math.Min(body.Length ?? 0, upload.Length - offset), _reservations.ReservedBytes(upload.Id));

    private async Task<ResumeOutcome> WriteAsync(
        ResumableUpload upload,
        long offset,
        UploadBody body,
        UploadLock turn,
        CancellationToken cancellationToken
    )
    {
        using var file = OpenAt(upload.Id, offset);
        using var checksum = body.Checksum is null ? null : IncrementalHash.CreateHash(body.Checksum.Algorithm);
        using var writer = new BodyWriter(
            file,
            offset,
            upload.Length - offset,
            (end, hash) => SaveRangeAsync(upload, end, hash),
            _clock
        );
        var end = await CopyAsync(writer, upload, body, checksum, turn, cancellationToken);
        var keep = checksum is null || (end == BodyOutcome.Complete && IsRight(checksum, body.Checksum!));
        if (keep && end != BodyOutcome.TooMany && !await TrySaveAsync(writer))
        {
            end = BodyOutcome.DiskFull;
        }

        await writer.RestAsync();
        var present = await OffsetAsync(upload.Id, CancellationToken.None);
        CutTo(file, present);
        Tell(upload.Id);
        switch (end)
        {
            case BodyOutcome.TooMany:
                return new ResumeOutcome.TooMany();
            case BodyOutcome.DiskFull:
                Log.DiskFull(_logger, upload.Id, present);
                return new ResumeOutcome.NoRoom(
                    _intake.NoRoom(upload.Length - present, _reservations.ReservedBytes(upload.Id))
                        ?? new UploadOutcome.NoRoom(upload.Length - present, 0)
                );
            case BodyOutcome.Complete when !keep:
                return new ResumeOutcome.ChecksumDiffers();
            default:
                return await StandAsync(upload, present, turn);
        }
    }

    private SafeFileHandle OpenAt(Guid id, long offset)
    {
        var file = PartialFile.Open(_storage, id);
        // A crash may have left bytes that were not yet safe.
        CutTo(file, offset);
        return file;
    }

    private static void CutTo(SafeFileHandle file, long length)
    {
        if (RandomAccess.GetLength(file) != length)
        {
            RandomAccess.SetLength(file, length);
        }
    }

    private async Task<BodyOutcome> CopyAsync(
        BodyWriter writer,
        ResumableUpload upload,
        UploadBody body,
        IncrementalHash? checksum,
        UploadLock turn,
        CancellationToken cancellationToken
    )
    {
        // The line is cut and not the reading alone: the web server could not get past the rest of the body.
        using var interrupted = turn.Interrupted.Register(body.Break);
        // The server would otherwise wait for the rest of the file before it stops. The sender resumes.
        using var stopping = _lifetime.ApplicationStopping.Register(body.Break);
        try
        {
            return await writer.CopyAsync(
                body.Bytes,
                checksum,
                () => _intake.NoRoom(0, _reservations.ReservedBytes(upload.Id)) is null,
                cancellationToken
            );
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            return BodyOutcome.DiskFull;
        }
    }

    private static async Task<bool> TrySaveAsync(BodyWriter writer)
    {
        try
        {
            await writer.SaveAsync();
            return true;
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            return false;
        }
    }

    private static bool IsRight(IncrementalHash checksum, BodyChecksum wanted) =>
        CryptographicOperations.FixedTimeEquals(checksum.GetHashAndReset(), wanted.Expected);

    // The bytes are flushed already. Nobody cancels this: it is what everything else relies on.
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
        _reservations.Set(upload.Id, upload.Length - end);
    }
}
