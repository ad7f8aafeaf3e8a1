using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    /// <summary>Removes an upload and its bytes. A video that it became already stays.</summary>
    /// <returns><see cref="ResumeOutcome.NotFound"/>, <see cref="ResumeOutcome.Busy"/>, or null when it is gone.</returns>
    public async Task<ResumeOutcome?> RemoveAsync(Guid user, Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, id, cancellationToken) is null)
        {
            return new ResumeOutcome.NotFound();
        }

        using var turn = await _turns.TakeAsync(id, cancellationToken);
        if (turn is null)
        {
            return new ResumeOutcome.Busy();
        }

        await ForgetAsync(id, cancellationToken);
        Tell(id);
        Log.Removed(_logger, id);
        return null;
    }

    /// <summary>Removes uploads that waited too long, and makes videos of those that are complete.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var upload in await AllAsync(cancellationToken))
        {
            using var turn = _turns.TryTake(upload.Id);
            if (turn is null)
            {
                continue; // Somebody is at it.
            }

            if (upload.ExpiresAt <= _clock.GetUtcNow())
            {
                QuarantineIfComplete(upload);
                await ForgetAsync(upload.Id, cancellationToken);
                Tell(upload.Id);
                Log.Removed(_logger, upload.Id);
            }
            // What has a twin waits for its sender; if the twin is deleted meanwhile, or its files are gone, nothing stands
            // against it any more.
            else if (
                upload.AcceptedAt is null
                && !HasTwin(upload)
                && await OffsetAsync(upload.Id, cancellationToken) == upload.Length
            )
            {
                await FinishAsync(upload, turn);
            }
        }
    }

    // All bytes are on disk, though not all are confirmed, as after an older database was restored. The user decides.
    private void QuarantineIfComplete(ResumableUpload upload)
    {
        var part = _storage.PartialUploadPath(upload.Id);
        if (
            upload.AcceptedAt is null
            && !HasTwin(upload)
            && new FileInfo(part) is { Exists: true } file
            && file.Length == upload.Length
        )
        {
            _quarantine.Take(
                $"{upload.Id:D}",
                upload.DuplicateOf is null
                    ? "The upload expired before all of its bytes were confirmed."
                    : "The upload expired, and the files of the video with the same content are missing.",
                [(part, "part")],
                upload.Filename
            );
        }
    }

    private bool HasTwin(ResumableUpload upload) => upload.DuplicateOf is { } twin && _storage.HoldsContentOf(twin);

    private async Task<ResumableUpload[]> AllAsync(CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        return await database.ResumableUploads.AsNoTracking().ToArrayAsync(cancellationToken);
    }

    // The row first: files without a row are quarantined at the next start, but a row without a file would be wrong.
    private async Task ForgetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        await database.ResumableUploads.Where(upload => upload.Id == id).ExecuteDeleteAsync(cancellationToken);
        File.Delete(_storage.PartialUploadPath(id));
        _reservations.Release(id);
    }
}
