using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    /// <summary>
    /// Brings rows and bytes back together after a crash, and promises room to what is still to come. Bytes that belong to
    /// no upload are left to <see cref="StartupReconciler"/>. Call once at start.
    /// </summary>
    internal async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var open = await database
            .ResumableUploads.Where(upload => upload.AcceptedAt == null)
            .ToArrayAsync(cancellationToken);
        foreach (var upload in open)
        {
            await OpenAsync(database, upload, cancellationToken);
        }
    }

    private async Task OpenAsync(
        StreamVaultDbContext database,
        ResumableUpload upload,
        CancellationToken cancellationToken
    )
    {
        var file = new FileInfo(_storage.PartialUploadPath(upload.Id));
        var named = _storage.SourcePath(upload.VideoId);
        if (!file.Exists && File.Exists(named))
        {
            if (await OffsetAsync(upload.Id, cancellationToken) == upload.Length)
            {
                // The file already had its final name, but a crash came before the video was in the library.
                File.Move(named, file.FullName);
                file.Refresh();
            }
            else
            {
                // Accepted after this database was copied: as a partial file, it would be truncated to the bytes that
                // this database knows.
                DescribeAccepted(upload, named);
            }
        }

        if (!file.Exists)
        {
            Log.Gone(_logger, upload.Id);
            await ForgetAsync(upload.Id, cancellationToken);
            return;
        }

        var lost = database.UploadRanges.Where(range => range.UploadId == upload.Id && range.End > file.Length);
        var anyLost = await lost.ExecuteDeleteAsync(cancellationToken) > 0;
        var offset = await OffsetAsync(upload.Id, cancellationToken);
        _reservations.Set(upload.Id, upload.Length - offset);
        if (anyLost)
        {
            Log.Shortened(_logger, upload.Id, offset);
        }
    }

    private void DescribeAccepted(ResumableUpload upload, string path)
    {
        var known = new VideoSidecar
        {
            Id = upload.Id,
            Title = upload.Title ?? UploadTitle.From(upload.Filename),
            Description = upload.Description,
            Source = new SidecarSource(upload.Filename, new FileInfo(path).Length, null, null),
            CreatedAt = upload.CreatedAt,
            UpdatedAt = upload.CreatedAt,
        };
        if (!File.Exists(_storage.SourceSidecarPath(upload.VideoId)))
        {
            known.Save(_storage.SourceSidecarPath(upload.VideoId));
        }
    }
}
