using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Uploads;

public sealed partial class ResumableUploads
{
    /// <summary>
    /// Reconciles rows and files after a crash, and reserves the space of the missing bytes. Files without a row are left to
    /// <see cref="StartupReconciler"/>. Call once at startup.
    /// </summary>
    internal async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var unfinished = await database
            .ResumableUploads.Where(upload => upload.AcceptedAt == null)
            .ToArrayAsync(cancellationToken);
        foreach (var upload in unfinished)
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
        var source = _storage.SourcePath(upload.VideoId);
        if (!file.Exists && File.Exists(source))
        {
            if (await OffsetAsync(upload.Id, cancellationToken) == upload.Length)
            {
                // The file was renamed, but a crash prevented the commit of its rows.
                File.Move(source, file.FullName);
                file.Refresh();
            }
            else
            {
                // It was accepted after this database was copied. As a partial file it would be truncated to the ranges
                // that this database knows.
                DescribeAccepted(upload, source);
            }
        }

        if (!file.Exists)
        {
            Log.FileMissing(_logger, upload.Id);
            await DeleteAsync(upload.Id, cancellationToken);
            return;
        }

        var lost = database.UploadRanges.Where(range => range.UploadId == upload.Id && range.End > file.Length);
        var anyLost = await lost.ExecuteDeleteAsync(cancellationToken) > 0;
        var offset = await OffsetAsync(upload.Id, cancellationToken);
        _admission.SetRemaining(upload.Id, upload.Length - offset);
        if (anyLost)
        {
            Log.Truncated(_logger, upload.Id, offset);
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
