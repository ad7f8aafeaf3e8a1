using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

public sealed partial class StartupReconciler
{
    /// <summary>
    /// Quarantines one of two uploaded files of a ready video. The original stays unless only the other file matches
    /// the checksum of the upload.
    /// </summary>
    private async Task ResolveDuplicateUploadAsync(Video video, CancellationToken cancellationToken)
    {
        var (original, other) = (storage.OriginalPath(video.Id), storage.SourcePath(video.Id));
        // The entry's name doesn't contain the video's id, so that the file isn't moved back.
        var entry = $"upload-{Guid.NewGuid():N}";
        if (
            !await IsUploadAsync(other, video, cancellationToken)
            || await IsUploadAsync(original, video, cancellationToken)
        )
        {
            TryQuarantine(
                entry,
                [(other, "source")],
                $"The original of video {video.Id} is already kept; this is another file of the same video.",
                video.OriginalFilename
            );
            return;
        }

        // If the server crashes in between, the next start finds the other file, which becomes the original.
        if (
            !TryQuarantine(
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
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await database
            .Videos.Where(row => row.Id == video.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.OriginalBytes, bytes), cancellationToken);
    }

    // A file that can't be read must not replace the original.
    private async Task<bool> IsUploadAsync(string path, Video video, CancellationToken cancellationToken)
    {
        // The sizes are compared first, because reading a large file delays startup.
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
