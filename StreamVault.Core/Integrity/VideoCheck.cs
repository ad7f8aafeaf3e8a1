using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Keys;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>The outcome of a full check.</summary>
public enum CheckOutcome
{
    /// <summary>All files were read, and the result was saved in the video's row.</summary>
    Checked,

    /// <summary>The check stopped early.</summary>
    Yielded,

    /// <summary>The video doesn't exist or isn't ready.</summary>
    NotReady,
}

/// <summary>Compares the stored files of videos with their manifests. Thread-safe.</summary>
public sealed class VideoCheck
{
    private readonly IDbContextFactory<StreamVaultDbContext> _databases;
    private readonly VaultStorage _storage;
    private readonly DamageRecords _records;
    private readonly TimeProvider _clock;

    /// <summary>Creates the single instance; called by dependency injection.</summary>
    public VideoCheck(
        IDbContextFactory<StreamVaultDbContext> databases,
        VaultStorage storage,
        DamageRecords records,
        TimeProvider clock
    ) => (_databases, _storage, _records, _clock) = (databases, storage, records, clock);

    /// <summary>
    /// Gets when the manifest was created if the video was stored before that, because earlier damage is unknown.
    /// Otherwise null.
    /// </summary>
    public DateTimeOffset? UnknownBefore(VideoId id) =>
        ManifestFiles.Read(_storage.VideoFolder(id)) is ManifestState.Found { Manifest: { MadeLater: true } manifest }
            ? manifest.MadeAt
            : null;

    /// <summary>
    /// Checks that all files of a video have the right size and that the key matches. Records any damage.
    /// </summary>
    public async Task QuickAsync(VideoId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is { } video)
        {
            await _records.AddAsync(id, Quick(video, ManifestFiles.Read(_storage.VideoFolder(id))), cancellationToken);
        }
    }

    /// <summary>
    /// Reads every file of a video and updates its recorded damage. Creates the manifest if there is none.
    /// </summary>
    /// <param name="id">The video.</param>
    /// <param name="continues">
    /// Called every few megabytes; returns whether to continue. Null to always continue.
    /// </param>
    /// <param name="cancellationToken">Cancels; the recorded damage remains unchanged.</param>
    public async Task<CheckOutcome> FullAsync(
        VideoId id,
        Func<CancellationToken, Task<bool>>? continues,
        CancellationToken cancellationToken
    )
    {
        continues ??= FileHash.Always;
        if (await FindAsync(id, cancellationToken) is not { } video)
        {
            return CheckOutcome.NotReady;
        }

        var state = ManifestFiles.Read(_storage.VideoFolder(id));
        var damaged = Quick(video, state).ToList();
        if (state is ManifestState.None && damaged.Count == 0)
        {
            if (await MakeManifestAsync(video, continues, cancellationToken) is not { } made)
            {
                return CheckOutcome.Yielded;
            }

            state = new ManifestState.Found(made);
        }
        else if (state is ManifestState.Found(var manifest))
        {
            foreach (var name in manifest.Files.Keys.Except(damaged.Select(file => file.Name)).Order().ToList())
            {
                switch (await HashAsync(id, name, manifest.Files[name], continues, cancellationToken))
                {
                    case null:
                        return CheckOutcome.Yielded;
                    case [var file]:
                        damaged.Add(file);
                        break;
                }
            }
        }

        if (
            damaged.All(file => file.Name != DamageText.Original)
            && await OriginalAsync(video, state, continues, cancellationToken) is var original
        )
        {
            if (original is null)
            {
                return CheckOutcome.Yielded;
            }

            damaged.AddRange(original);
        }

        await _records.ReplaceAsync(id, damaged, cancellationToken);
        return CheckOutcome.Checked;
    }

    /// <summary>
    /// Creates the manifest of a video that was stored without one. Records damage instead if a file is missing.
    /// </summary>
    /// <returns>False if it stopped early.</returns>
    internal async Task<bool> AddManifestAsync(
        VideoId id,
        Func<CancellationToken, Task<bool>> continues,
        CancellationToken cancellationToken
    )
    {
        if (
            await FindAsync(id, cancellationToken) is not { } video
            || ManifestFiles.Read(_storage.VideoFolder(id)) is not ManifestState.None none
        )
        {
            return true;
        }

        var damaged = Quick(video, none);
        await _records.AddAsync(id, damaged, cancellationToken);
        return damaged.Count > 0 || await MakeManifestAsync(video, continues, cancellationToken) is not null;
    }

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
                .Select(name => Stat(Path.Combine(folder, name), name, manifest?.Files[name].Bytes))
                .OfType<DamagedFile>(),
            .. Key(id, manifest),
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
                damaged.AddRange(await HashAsync(id, known.Name, file, FileHash.Always, cancellationToken) ?? []);
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
        if (Stat(path ?? _storage.OriginalPath(video.Id), DamageText.Original, video.OriginalBytes) is { } damaged)
        {
            await FailAsync(video.Id, keepsOriginal: true, [damaged]);
        }
    }

    /// <summary>Opens a kept original. If its bytes changed, reading the whole file fails before the end.</summary>
    /// <param name="video">The video.</param>
    /// <param name="path">The path of the original.</param>
    public Stream OpenOriginal(Video video, string path) =>
        OriginalHash(video, ManifestFiles.Read(_storage.VideoFolder(video.Id))) is { } expected
            ? new VerifiedStream(
                path,
                expected,
                () =>
                    FailAsync(video.Id, keepsOriginal: true, [new DamagedFile(DamageText.Original, DamageKind.Changed)])
            )
            : File.OpenRead(path);

    /// <summary>Compares the key and one file that players fetched with the manifest. Records any damage.</summary>
    /// <returns>False if it stopped early.</returns>
    internal async Task<bool> CheckOneAsync(
        VideoId id,
        string name,
        Func<CancellationToken, Task<bool>> continues,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(id, cancellationToken) is not { } video)
        {
            return true;
        }

        var state = ManifestFiles.Read(_storage.VideoFolder(id));
        var manifest = (state as ManifestState.Found)?.Manifest;
        var damaged =
            name == DamageText.Original ? await OriginalAsync(video, state, continues, cancellationToken)
            : manifest?.Files.GetValueOrDefault(name) is { } file
                ? await HashAsync(id, name, file, continues, cancellationToken)
            : [];
        if (damaged is null)
        {
            return false;
        }

        await _records.AddAsync(id, [.. damaged, .. Key(id, manifest)], cancellationToken);
        return true;
    }

    private async Task FailAsync(VideoId id, bool keepsOriginal, IReadOnlyList<DamagedFile> damaged)
    {
        // Recorded even if the client has disconnected.
        await _records.AddAsync(id, damaged, CancellationToken.None);
        throw new VideoDamagedException(damaged, keepsOriginal);
    }

    private async Task<Video?> FindAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .SingleOrDefaultAsync(video => video.Id == id && video.Status == VideoStatus.Ready, cancellationToken);
    }

    private List<DamagedFile> Quick(Video video, ManifestState state)
    {
        var folder = _storage.VideoFolder(video.Id);
        var manifest = (state as ManifestState.Found)?.Manifest;
        var damaged = manifest is null
            ? PlaylistFiles.Of(folder).Select(name => Stat(Path.Combine(folder, name), name, null))
            : manifest.Files.Select(file => Stat(Path.Combine(folder, file.Key), file.Key, file.Value.Bytes));
        return
        [
            .. damaged.OfType<DamagedFile>(),
            .. state is ManifestState.Damaged(var file) ? [file] : Array.Empty<DamagedFile>(),
            .. Key(video.Id, manifest),
            .. video.OriginalBytes is null ? [] : Original(video),
        ];
    }

    private IEnumerable<DamagedFile> Original(Video video) =>
        Stat(OriginalPath(video.Id), DamageText.Original, video.OriginalBytes) is { } damaged ? [damaged] : [];

    // Right after the video becomes ready, its upload may not have been moved yet.
    private string OriginalPath(VideoId id) =>
        !File.Exists(_storage.OriginalPath(id)) && File.Exists(_storage.SourcePath(id))
            ? _storage.SourcePath(id)
            : _storage.OriginalPath(id);

    private IEnumerable<DamagedFile> Key(VideoId id, Manifest? manifest)
    {
        var path = _storage.KeyPath(id);
        if (Stat(path, DamageText.Key, ContentKey.Length) is { } damaged)
        {
            return [damaged];
        }

        var key = File.ReadAllBytes(path);
        var fits = manifest is null
            ? !Directory.Exists(_storage.VideoFolder(id)) || PlaylistFiles.Opens(_storage.VideoFolder(id), key)
            : FileHash.Of(key) == manifest.KeySha256;
        return fits ? [] : [new DamagedFile(DamageText.Key, DamageKind.Changed)];
    }

    private static DamagedFile? Stat(string path, string name, long? bytes)
    {
        var file = new FileInfo(path);
        return !file.Exists ? new DamagedFile(name, DamageKind.Missing)
            : bytes is { } expected && file.Length != expected || file.Length == 0 && bytes is null
                ? new DamagedFile(name, DamageKind.WrongSize)
            : null;
    }

    private static bool IsOf(string quality, string name) =>
        name == $"{quality}.m3u8" || name.StartsWith(quality + "_", StringComparison.Ordinal);

    /// <returns>The damaged files, if any; null if it stopped early.</returns>
    private Task<DamagedFile[]?> HashAsync(
        VideoId id,
        string name,
        StoredFile expected,
        Func<CancellationToken, Task<bool>> continues,
        CancellationToken cancellationToken
    ) => CompareAsync(Path.Combine(_storage.VideoFolder(id), name), name, expected, continues, cancellationToken);

    internal static async Task<DamagedFile[]?> CompareAsync(
        string path,
        string name,
        StoredFile expected,
        Func<CancellationToken, Task<bool>> continues,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return !await continues(cancellationToken) ? null
                : await FileHash.ReadAsync(path, continues, cancellationToken) is not { } found ? null
                : found == expected ? []
                : [new DamagedFile(name, found.Bytes == expected.Bytes ? DamageKind.Changed : DamageKind.WrongSize)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [new DamagedFile(name, DamageKind.Missing)];
        }
    }

    private async Task<DamagedFile[]?> OriginalAsync(
        Video video,
        ManifestState state,
        Func<CancellationToken, Task<bool>> continues,
        CancellationToken cancellationToken
    ) =>
        video.OriginalBytes is { } bytes && OriginalHash(video, state) is { } sha256
            ? await CompareAsync(
                OriginalPath(video.Id),
                DamageText.Original,
                new StoredFile(bytes, sha256),
                continues,
                cancellationToken
            )
            : [];

    private static string? OriginalHash(Video video, ManifestState state) =>
        video.SourceSha256 ?? (state as ManifestState.Found)?.Manifest.Original?.Sha256;

    private async Task<Manifest?> MakeManifestAsync(
        Video video,
        Func<CancellationToken, Task<bool>> continues,
        CancellationToken cancellationToken
    )
    {
        StoredFile? original = null;
        if (video.OriginalBytes is { } bytes)
        {
            original = video.SourceSha256 is { } known
                ? new StoredFile(bytes, known)
                : await FileHash.ReadAsync(OriginalPath(video.Id), continues, cancellationToken);
            if (original is null)
            {
                return null;
            }
        }

        var folder = _storage.VideoFolder(video.Id);
        var made = await ManifestMaker.RunAsync(
            folder,
            _storage.KeyPath(video.Id),
            original,
            _clock.GetUtcNow(),
            madeLater: true,
            continues,
            cancellationToken
        );
        if (made is not null)
        {
            VaultStorage.FlushFolder(folder);
        }

        return made;
    }
}
