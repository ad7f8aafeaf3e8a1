using StreamVault.Core.Entities;
using StreamVault.Core.Keys;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>
/// Compares the stored files of a video with its manifest and returns what is damaged. Records nothing. Thread-safe.
/// </summary>
internal sealed class DamageFinder(VaultStorage storage)
{
    /// <summary>Finds files that are missing or have the wrong size, and a key that doesn't match.</summary>
    public List<DamagedFile> FindWithoutReading(Video video, ManifestState state)
    {
        var folder = storage.VideoFolder(video.Id);
        var manifest = (state as ManifestState.Found)?.Manifest;
        var damaged = manifest is null
            ? PlaylistFiles.Of(folder).Select(name => CheckSize(Path.Combine(folder, name), name, null))
            : manifest.Files.Select(file => CheckSize(Path.Combine(folder, file.Key), file.Key, file.Value.Bytes));
        return
        [
            .. damaged.OfType<DamagedFile>(),
            .. state is ManifestState.Damaged(var file) ? [file] : Array.Empty<DamagedFile>(),
            .. CheckKey(video.Id, manifest),
            .. video.OriginalBytes is null ? [] : CheckOriginalSize(video),
        ];
    }

    private IEnumerable<DamagedFile> CheckOriginalSize(Video video) =>
        CheckSize(OriginalPath(video.Id), DamageText.Original, video.OriginalBytes) is { } damaged ? [damaged] : [];

    /// <summary>The path of a kept original.</summary>
    // Right after the video becomes ready, its upload may not have been moved yet.
    public string OriginalPath(VideoId id) =>
        !File.Exists(storage.OriginalPath(id)) && File.Exists(storage.SourcePath(id))
            ? storage.SourcePath(id)
            : storage.OriginalPath(id);

    /// <summary>Checks that the key exists and matches the manifest; without a manifest, that it decrypts a segment.</summary>
    public IEnumerable<DamagedFile> CheckKey(VideoId id, Manifest? manifest)
    {
        var path = storage.KeyPath(id);
        if (CheckSize(path, DamageText.Key, ContentKey.Length) is { } damaged)
        {
            return [damaged];
        }

        var key = File.ReadAllBytes(path);
        var matches = manifest is null
            ? !Directory.Exists(storage.VideoFolder(id)) || PlaylistFiles.Opens(storage.VideoFolder(id), key)
            : FileHash.Of(key) == manifest.KeySha256;
        return matches ? [] : [new DamagedFile(DamageText.Key, DamageKind.Changed)];
    }

    /// <summary>Checks that a file exists and has the expected size; if that is null, that it isn't empty.</summary>
    public static DamagedFile? CheckSize(string path, string name, long? bytes)
    {
        var file = new FileInfo(path);
        return !file.Exists ? new DamagedFile(name, DamageKind.Missing)
            : bytes is { } expected && file.Length != expected || file.Length == 0 && bytes is null
                ? new DamagedFile(name, DamageKind.WrongSize)
            : null;
    }

    /// <summary>Reads a file of the video and compares its hash with the manifest.</summary>
    /// <returns>The damaged file, if any; null if it stopped early.</returns>
    public Task<DamagedFile[]?> HashAsync(
        VideoId id,
        string name,
        StoredFile expected,
        Func<CancellationToken, Task<bool>> shouldContinue,
        CancellationToken cancellationToken
    ) => CompareAsync(Path.Combine(storage.VideoFolder(id), name), name, expected, shouldContinue, cancellationToken);

    /// <summary>Reads a file and compares its hash.</summary>
    /// <returns>The damaged file, if any; null if it stopped early.</returns>
    public static async Task<DamagedFile[]?> CompareAsync(
        string path,
        string name,
        StoredFile expected,
        Func<CancellationToken, Task<bool>> shouldContinue,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return !await shouldContinue(cancellationToken) ? null
                : await FileHash.ReadAsync(path, shouldContinue, cancellationToken) is not { } found ? null
                : found == expected ? []
                : [new DamagedFile(name, found.Bytes == expected.Bytes ? DamageKind.Changed : DamageKind.WrongSize)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [new DamagedFile(name, DamageKind.Missing)];
        }
    }

    /// <summary>Reads a kept original and compares its hash, if one is known.</summary>
    /// <returns>The damaged file, if any; null if it stopped early.</returns>
    public async Task<DamagedFile[]?> HashOriginalAsync(
        Video video,
        ManifestState state,
        Func<CancellationToken, Task<bool>> shouldContinue,
        CancellationToken cancellationToken
    ) =>
        video.OriginalBytes is { } bytes && OriginalHash(video, state) is { } sha256
            ? await CompareAsync(
                OriginalPath(video.Id),
                DamageText.Original,
                new StoredFile(bytes, sha256),
                shouldContinue,
                cancellationToken
            )
            : [];

    /// <summary>The hash of a kept original; null if unknown.</summary>
    public static string? OriginalHash(Video video, ManifestState state) =>
        video.SourceSha256 ?? (state as ManifestState.Found)?.Manifest.Original?.Sha256;
}
