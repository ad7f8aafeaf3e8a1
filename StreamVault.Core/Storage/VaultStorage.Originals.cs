using StreamVault.Core.Entities;

namespace StreamVault.Core.Storage;

public sealed partial class VaultStorage
{
    /// <summary>Creates the folder of a video's original.</summary>
    /// <returns>The path of the original.</returns>
    internal string MakeOriginalPlace(VideoId video)
    {
        CreatePrivateFolder(OriginalFolder(video));
        FolderFlush.Run(OriginalsFolder);
        return OriginalPath(video);
    }

    /// <summary>
    /// Keeps the accepted upload of a video as its original, durably. Never replaces an original. Safe to repeat.
    /// </summary>
    /// <returns>False if there is no upload, or there is an original already; then the upload stays.</returns>
    public bool KeepOriginal(VideoId video)
    {
        if (!File.Exists(SourcePath(video)) || HasOriginal(video))
        {
            return false;
        }

        CreatePrivateFolder(OriginalFolder(video));
        File.Move(SourcePath(video), OriginalPath(video), overwrite: false);
        File.Delete(SourceSidecarPath(video));
        FolderFlush.Run(OriginalFolder(video));
        FolderFlush.Run(OriginalsFolder);
        return true;
    }
}
