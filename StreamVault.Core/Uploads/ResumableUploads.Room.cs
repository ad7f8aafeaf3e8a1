using Microsoft.EntityFrameworkCore;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    /// <summary>
    /// Bytes still to come of all resumable uploads, as their rows say it: for a program beside the server, which knows
    /// nothing of the server's memory.
    /// </summary>
    public async Task<long> StillToComeAsync(CancellationToken cancellationToken)
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
