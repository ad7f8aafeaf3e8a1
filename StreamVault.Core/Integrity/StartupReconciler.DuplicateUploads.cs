using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

public sealed partial class StartupReconciler
{
    /// <summary>
    /// Quarantines one of two uploaded files of a ready video. The original stays, unless only the other file has the
    /// checksum of the upload.
    /// </summary>
    private async Task ResolveDuplicateUploadAsync(Video video, CancellationToken cancellationToken)
    {
        var (original, other) = (storage.OriginalPath(video.Id), storage.SourcePath(video.Id));
        // Under a name without the id, so that it is not moved back.
        var entry = $"upload-{Guid.NewGuid():N}";
        if (
            !await IsUploadAsync(other, video, cancellationToken)
            || await IsUploadAsync(original, video, cancellationToken)
        )
        {
            Take(
                entry,
                [(other, "source")],
                $"The original of video {video.Id} is kept already; this is another file of it.",
                video.OriginalFilename
            );
            return;
        }

        // After a crash in between, the other file is found and becomes the original.
        if (
            !Take(
                entry,
                [(original, "source")],
                $"It was kept as the original of video {video.Id}, but it does not match the checksum of the upload. "
                    + "Another file that matches took its place.",
                video.OriginalFilename
            )
        )
        {
            return;
        }

        storage.KeepOriginal(video.Id);
        long? bytes = new FileInfo(original).Length;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database
            .Videos.Where(row => row.Id == video.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.OriginalBytes, bytes), cancellationToken);
    }

    // What can't be read is not moved into the place of the original.
    private async Task<bool> IsUploadAsync(string path, Video video, CancellationToken cancellationToken)
    {
        // Sizes first: reading a large file delays the start.
        if (video.SourceSha256 is null || (video.FileSizeBytes is { } size && new FileInfo(path).Length != size))
        {
            return false;
        }

        try
        {
            var file = await FileHash.ReadAsync(path, FileHash.Always, cancellationToken);
            return file?.Sha256 == video.SourceSha256;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotChecked(logger, video.Id, e);
            return false;
        }
    }
}
