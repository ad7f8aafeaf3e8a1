using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    /// <summary>Deletes an upload and its file. If it is a video already, the video stays.</summary>
    /// <returns><see cref="ResumeOutcome.NotFound"/>, <see cref="ResumeOutcome.Busy"/>, or null if it is deleted.</returns>
    public async Task<ResumeOutcome?> RemoveAsync(Guid user, Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, id, cancellationToken) is null)
        {
            return new ResumeOutcome.NotFound();
        }

        using var held = await _locks.TakeAsync(id, cancellationToken);
        if (held is null)
        {
            return new ResumeOutcome.Busy();
        }

        await DeleteAsync(id, cancellationToken);
        Publish(id);
        Log.Removed(_logger, id);
        return null;
    }

    /// <summary>Deletes expired uploads, and accepts complete ones that aren't videos yet.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var upload in await AllAsync(cancellationToken))
        {
            using var held = _locks.TryTake(upload.Id);
            if (held is null)
            {
                continue; // A request is using it.
            }

            if (upload.ExpiresAt <= _clock.GetUtcNow())
            {
                QuarantineIfComplete(upload);
                await DeleteAsync(upload.Id, cancellationToken);
                Publish(upload.Id);
                Log.Removed(_logger, upload.Id);
            }
            // A duplicate waits for its sender. If the other video is deleted, or its files are missing, it is accepted.
            else if (
                upload.AcceptedAt is null
                && !IsDuplicate(upload)
                && await OffsetAsync(upload.Id, cancellationToken) == upload.Length
            )
            {
                await FinishAsync(upload, held);
            }
        }
    }

    // All bytes may be on disk though not all are confirmed, as after an older database was restored. The user decides.
    private void QuarantineIfComplete(ResumableUpload upload)
    {
        var part = _storage.PartialUploadPath(upload.Id);
        if (
            upload.AcceptedAt is null
            && !IsDuplicate(upload)
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

    private async Task<ResumableUpload[]> AllAsync(CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        return await database.ResumableUploads.AsNoTracking().ToArrayAsync(cancellationToken);
    }

    // The row first: files without a row are quarantined at the next start, but a row without a file would be wrong.
    private async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        await database.ResumableUploads.Where(upload => upload.Id == id).ExecuteDeleteAsync(cancellationToken);
        File.Delete(_storage.PartialUploadPath(id));
        _admission.Release(id);
    }
}
