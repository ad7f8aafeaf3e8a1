namespace StreamVault.Core.Integrity;

/// <summary>Creates the manifest of a finished video folder by reading every file in it.</summary>
internal static class ManifestMaker
{
    /// <summary>Hashes the files and writes the manifest next to them. The caller flushes the folder.</summary>
    /// <param name="folder">The finished folder of the video.</param>
    /// <param name="key">The path of the video's key.</param>
    /// <param name="original">The size and hash of the uploaded file; null if unknown.</param>
    /// <param name="madeAt">The current time.</param>
    /// <param name="madeLater">Whether the video was stored earlier.</param>
    /// <param name="continues">Called regularly; returns whether to continue.</param>
    /// <param name="cancellationToken">Cancels; nothing is written.</param>
    /// <returns>The manifest; null if hashing stopped early.</returns>
    public static async Task<Manifest?> RunAsync(
        string folder,
        string key,
        StoredFile? original,
        DateTimeOffset madeAt,
        bool madeLater,
        Func<CancellationToken, Task<bool>> continues,
        CancellationToken cancellationToken
    )
    {
        var files = new Dictionary<string, StoredFile>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (!ManifestFiles.Covers(name))
            {
                continue;
            }

            if (
                !await continues(cancellationToken)
                || await FileHash.ReadAsync(path, continues, cancellationToken) is not { } file
            )
            {
                return null;
            }

            files[name] = file;
        }

        var keyHash = FileHash.Of(await File.ReadAllBytesAsync(key, cancellationToken));
        var manifest = new Manifest(madeAt, madeLater, keyHash, original, files);
        ManifestFiles.Write(folder, manifest);
        return manifest;
    }
}
