using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    // Call with the lock held. Not cancelled if the client disconnects, because the file is complete.
    private async Task<ResumeOutcome> FinishAsync(ResumableUpload upload, UploadLock held)
    {
        held.DisallowInterruption();
        try
        {
            return await VerifyAndAcceptAsync(upload, _lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (_lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return new ResumeOutcome.Postponed();
        }
        catch (Exception e)
        {
            // The bytes are safe: the next request or the sweeper retries.
            Log.Postponed(_logger, upload.Id, e);
            return new ResumeOutcome.Postponed();
        }
        finally
        {
            Publish(upload.Id);
        }
    }

    private async Task<ResumeOutcome> VerifyAndAcceptAsync(ResumableUpload upload, CancellationToken cancellationToken)
    {
        var path = _storage.PartialUploadPath(upload.Id);
        var check = await StoredFileCheck.RunAsync(
            path,
            upload.Length,
            await RangesAsync(upload.Id, cancellationToken),
            cancellationToken
        );
        if (check is not StoredFileCheck.Intact(var sha256))
        {
            var intactBytes = ((StoredFileCheck.Damaged)check).IntactBytes;
            await RollBackAsync(upload, intactBytes, cancellationToken);
            Log.Damaged(_logger, upload.Id, intactBytes);
            return new ResumeOutcome.Damaged(intactBytes);
        }

        var file = new ReceivedFile(upload.VideoId, path, upload.Length, sha256) { Upload = upload };
        var outcome = await _intake.AcceptAsync(file, upload.Details, cancellationToken);
        _admission.Release(upload.Id);
        switch (outcome)
        {
            case UploadOutcome.Accepted:
                return new ResumeOutcome.Accepted(upload);
            case UploadOutcome.Duplicate(var existing):
                return new ResumeOutcome.Duplicate(upload, existing);
            default:
                await DeleteAsync(upload.Id, cancellationToken);
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

    private async Task RollBackAsync(ResumableUpload upload, long offset, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        await database
            .UploadRanges.Where(range => range.UploadId == upload.Id && range.End > offset)
            .ExecuteDeleteAsync(cancellationToken);
        _admission.SetRemaining(upload.Id, upload.Length - offset);
    }
}
