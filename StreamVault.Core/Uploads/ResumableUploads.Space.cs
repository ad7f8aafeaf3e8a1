using Microsoft.EntityFrameworkCore;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    /// <summary>
    /// The missing bytes of all resumable uploads, from their rows: for a command next to the server, which can't see
    /// the server's reservations.
    /// </summary>
    public async Task<long> RemainingBytesAsync(CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var lengths = await database
            .ResumableUploads.Where(upload => upload.AcceptedAt == null)
            .Select(upload => new
            {
                upload.Length,
                Offset = database
                    .UploadRanges.Where(range => range.UploadId == upload.Id)
                    .Max(range => (long?)range.End),
            })
            .ToArrayAsync(cancellationToken);
        return lengths.Sum(upload => upload.Length - (upload.Offset ?? 0));
    }
}
