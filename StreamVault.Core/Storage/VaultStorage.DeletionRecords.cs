using StreamVault.Core.Entities;

namespace StreamVault.Core.Storage;

public sealed partial class VaultStorage
{
    private const string DeletionSuffix = "-deletion";

    /// <summary>
    /// Records that the user deleted a video whose row can't be deleted yet. Needs no disk space: the video's key or
    /// uploaded file is renamed and emptied, so this can't be undone. Safe to repeat.
    /// </summary>
    /// <returns>False if the video has no such file.</returns>
    internal bool RecordDeletion(VideoId video)
    {
        var record = DeletionRecord(video);
        if (!File.Exists(record))
        {
            var file = ((string[])[KeyPath(video), SourcePath(video), OriginalPath(video)]).FirstOrDefault(File.Exists);
            if (file is null)
            {
                return false;
            }

            File.Move(file, record);
        }

        // On disk before anything is deleted, so that the next start finishes the deletion after a power cut.
        FolderFlush.Run(Path.Combine(Root, "deleted"));
        using var handle = File.OpenHandle(record, FileMode.Open, FileAccess.Write);
        RandomAccess.SetLength(handle, 0);
        return true;
    }

    /// <summary>Videos that the user deleted and whose row may still be there.</summary>
    internal IEnumerable<VideoId> RecordedDeletions =>
        VideosNamedBy(
            Directory
                .GetFiles(Path.Combine(Root, "deleted"), "*" + DeletionSuffix)
                .Select(file => Path.GetFileName(file)[..^DeletionSuffix.Length])
        );

    /// <summary>Removes the record of a deletion, once the row is gone. Safe to repeat.</summary>
    internal void ForgetDeletion(VideoId video) => File.Delete(DeletionRecord(video));

    private string DeletionRecord(VideoId video) => Path.Combine(Root, "deleted", video + DeletionSuffix);
}
