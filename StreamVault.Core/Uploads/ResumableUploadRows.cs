using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Uploads;

/// <summary>
/// Updates the row of a resumable upload, and the object that was read from it, when its file is accepted or found to be
/// a duplicate. Call these within the transaction that decides.
/// </summary>
internal static class ResumableUploadRows
{
    /// <summary>Marks an upload as accepted. The row stays until it expires, so that a repeated request gets the same answer.</summary>
    public static async Task MarkAcceptedAsync(
        this StreamVaultDbContext database,
        ResumableUpload upload,
        DateTimeOffset now,
        TimeSpan keep
    )
    {
        (upload.AcceptedAt, upload.ExpiresAt) = (now, now + keep);
        await database
            .ResumableUploads.Where(row => row.Id == upload.Id)
            .ExecuteUpdateAsync(row =>
                row.SetProperty(one => one.AcceptedAt, upload.AcceptedAt)
                    .SetProperty(one => one.ExpiresAt, upload.ExpiresAt)
            );
        await database.UploadRanges.Where(range => range.UploadId == upload.Id).ExecuteDeleteAsync();
    }

    /// <summary>Marks an upload as a duplicate of a video, for the sender to decide.</summary>
    public static async Task MarkDuplicateAsync(
        this StreamVaultDbContext database,
        ResumableUpload upload,
        VideoId existing,
        DateTimeOffset now,
        TimeSpan keep
    )
    {
        (upload.DuplicateOf, upload.ExpiresAt) = (existing, now + keep);
        await database
            .ResumableUploads.Where(row => row.Id == upload.Id)
            .ExecuteUpdateAsync(row =>
                row.SetProperty(one => one.DuplicateOf, upload.DuplicateOf)
                    .SetProperty(one => one.ExpiresAt, upload.ExpiresAt)
            );
    }
}
