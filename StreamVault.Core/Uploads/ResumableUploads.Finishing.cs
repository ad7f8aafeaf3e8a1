using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    // Only whoever has the turn comes here, and nobody interrupts it: the sender may be gone, the file is whole.
    private async Task<ResumeOutcome> FinishAsync(ResumableUpload upload, UploadLock turn)
    {
        turn.Keep();
        try
        {
            return await CheckAndAcceptAsync(upload, _lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (_lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return new ResumeOutcome.Postponed();
        }
        catch (Exception e)
        {
            // Whatever it was, the bytes are safe: the next request, or the sweeper, tries again.
            Log.Postponed(_logger, upload.Id, e);
            return new ResumeOutcome.Postponed();
        }
        finally
        {
            Tell(upload.Id);
        }
    }

    private async Task<ResumeOutcome> CheckAndAcceptAsync(ResumableUpload upload, CancellationToken cancellationToken)
    {
        var path = _storage.PartialUploadPath(upload.Id);
        var check = await StoredFileCheck.RunAsync(
            path,
            upload.Length,
            await RangesAsync(upload.Id, cancellationToken),
            cancellationToken
        );
        if (check is StoredFileCheck.Damaged(var right))
        {
            await TakeBackToAsync(upload, right, cancellationToken);
            Log.Damaged(_logger, upload.Id, right);
            return new ResumeOutcome.Damaged(right);
        }

        var now = _clock.GetUtcNow();
        var outcome = await _intake.AcceptAsync(
            new ReceivedFile(path, upload.Length, ((StoredFileCheck.Whole)check).Sha256),
            upload.Details,
            upload.VideoId,
            new IntakeRecord(
                database => MarkAcceptedAsync(database, upload, now),
                (database, existing) => MarkDuplicateAsync(database, upload, existing, now)
            ),
            cancellationToken
        );
        _reservations.Release(upload.Id);
        switch (outcome)
        {
            case UploadOutcome.Accepted:
                return new ResumeOutcome.Accepted(upload);
            case UploadOutcome.Duplicate(var existing):
                return new ResumeOutcome.Duplicate(upload, existing);
            default:
                await ForgetAsync(upload.Id, cancellationToken);
                return new ResumeOutcome.Refused(outcome);
        }
    }

    private async Task<UploadRange[]> RangesAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        return await database
            .UploadRanges.AsNoTracking()
            .Where(range => range.UploadId == id)
            .OrderBy(range => range.End)
            .ToArrayAsync(cancellationToken);
    }

    private async Task TakeBackToAsync(ResumableUpload upload, long offset, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        await database
            .UploadRanges.Where(range => range.UploadId == upload.Id && range.End > offset)
            .ExecuteDeleteAsync(cancellationToken);
        _reservations.Set(upload.Id, upload.Length - offset);
    }

    private async Task MarkDuplicateAsync(
        StreamVaultDbContext database,
        ResumableUpload upload,
        VideoId existing,
        DateTimeOffset now
    )
    {
        (upload.DuplicateOf, upload.ExpiresAt) = (existing, now + _options.Value.KeepUnfinished);
        await database
            .ResumableUploads.Where(row => row.Id == upload.Id)
            .ExecuteUpdateAsync(row =>
                row.SetProperty(one => one.DuplicateOf, upload.DuplicateOf)
                    .SetProperty(one => one.ExpiresAt, upload.ExpiresAt)
            );
    }

    // The row stays for a while: a sender that did not hear the answer asks again.
    private async Task MarkAcceptedAsync(StreamVaultDbContext database, ResumableUpload upload, DateTimeOffset now)
    {
        (upload.AcceptedAt, upload.ExpiresAt) = (now, now + _options.Value.KeepUnfinished);
        await database
            .ResumableUploads.Where(row => row.Id == upload.Id)
            .ExecuteUpdateAsync(row =>
                row.SetProperty(one => one.AcceptedAt, upload.AcceptedAt)
                    .SetProperty(one => one.ExpiresAt, upload.ExpiresAt)
            );
        await database.UploadRanges.Where(range => range.UploadId == upload.Id).ExecuteDeleteAsync();
    }
}
