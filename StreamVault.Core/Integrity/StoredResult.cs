using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>Checks the result of an encode before its source is deleted.</summary>
internal static class StoredResult
{
    /// <summary>
    /// Whether the files of a ready video exist and, if there is a manifest, have the sizes listed in it. Doesn't read
    /// their content.
    /// </summary>
    public static bool IsWhole(VaultStorage storage, VideoId video) =>
        PublishedVideo.Read(storage, video) is { IsWhole: true }
        && ManifestFiles.Read(storage.VideoFolder(video)) switch
        {
            ManifestState.None => true,
            ManifestState.Found(var manifest) => manifest.Files.All(file =>
                new FileInfo(Path.Combine(storage.VideoFolder(video), file.Key)) is { Exists: true } stored
                && stored.Length == file.Value.Bytes
            ),
            _ => false,
        };
}
