using StreamVault.Core.Entities;

namespace StreamVault.Core.Integrity;

/// <summary>Checks files before and while they are downloaded.</summary>
public sealed partial class VideoCheck
{
    /// <summary>
    /// Prepares the download of one quality. Throws if a file is missing or has the wrong size, or if the key doesn't
    /// match. Records the damage.
    /// </summary>
    /// <exception cref="VideoDamagedException">A file or the key is damaged.</exception>
    internal async Task<TransferCheck> OpenAsync(VideoId id, string quality, CancellationToken cancellationToken)
    {
        var video = await FindAsync(id, cancellationToken);
        var folder = _storage.VideoFolder(id);
        var state = ManifestFiles.Read(folder);
        var manifest = (state as ManifestState.Found)?.Manifest;
        List<string> names =
        [
            .. manifest is not null
                ? manifest.Files.Keys.Where(name => IsOf(quality, name)).Order(StringComparer.Ordinal)
            : video?.Qualities.Contains(quality) ?? false ? PlaylistFiles.OfOne(folder, $"{quality}.m3u8")
            : [],
        ];
        List<DamagedFile> damaged =
        [
            .. names
                .Select(name => DamageFinder.CheckSize(Path.Combine(folder, name), name, manifest?.Files[name].Bytes))
                .OfType<DamagedFile>(),
            .. _damage.CheckKey(id, manifest),
        ];
        // Files that are known to have changed are read again before the first byte is sent.
        foreach (var known in video?.Damage?.Files ?? [])
        {
            if (
                damaged.All(file => file.Name != known.Name)
                && IsOf(quality, known.Name)
                && manifest?.Files.GetValueOrDefault(known.Name) is { } file
            )
            {
                damaged.AddRange(
                    await _damage.HashAsync(id, known.Name, file, FileHash.Always, cancellationToken) ?? []
                );
            }
        }

        var check = new TransferCheck(
            folder,
            manifest is null ? [] : [.. names.Select(name => (name, manifest.Files[name]))],
            found => FailAsync(id, video?.OriginalBytes is not null, found)
        );
        if (damaged.Count > 0)
        {
            await check.FailAsync(damaged);
        }

        return check;
    }

    /// <summary>Checks that a kept original has the right size. Records any damage.</summary>
    /// <param name="video">A video whose row says that the original is kept.</param>
    /// <param name="path">The path of the original; null if it is missing.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <exception cref="VideoDamagedException">The original is damaged.</exception>
    public async Task RequireOriginalAsync(Video video, string? path, CancellationToken cancellationToken)
    {
        if (
            DamageFinder.CheckSize(path ?? _storage.OriginalPath(video.Id), DamageText.Original, video.OriginalBytes) is
            { } damaged
        )
        {
            await FailAsync(video.Id, keepsOriginal: true, [damaged]);
        }
    }

    /// <summary>Opens a kept original. If its bytes changed, reading the whole file fails before the end.</summary>
    /// <param name="video">The video.</param>
    /// <param name="path">The path of the original.</param>
    public Stream OpenOriginal(Video video, string path) =>
        DamageFinder.OriginalHash(video, ManifestFiles.Read(_storage.VideoFolder(video.Id))) is { } expected
            ? new VerifiedStream(
                path,
                expected,
                () =>
                    FailAsync(video.Id, keepsOriginal: true, [new DamagedFile(DamageText.Original, DamageKind.Changed)])
            )
            : File.OpenRead(path);

    private async Task FailAsync(VideoId id, bool keepsOriginal, IReadOnlyList<DamagedFile> damaged)
    {
        // Recorded even if the client has disconnected.
        await _records.AddAsync(id, damaged, CancellationToken.None);
        throw new VideoDamagedException(damaged, keepsOriginal);
    }

    private static bool IsOf(string quality, string name) =>
        name == $"{quality}.m3u8" || name.StartsWith(quality + "_", StringComparison.Ordinal);
}
