using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
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
public sealed partial class VideoCheck
{
    private readonly IDbContextFactory<StreamVaultDbContext> _contextFactory;
    private readonly VaultStorage _storage;
    private readonly DamageRecords _records;
    private readonly DamageFinder _damage;
    private readonly TimeProvider _clock;

    /// <summary>Creates the single instance; called by dependency injection.</summary>
    public VideoCheck(
        IDbContextFactory<StreamVaultDbContext> contextFactory,
        VaultStorage storage,
        DamageRecords records,
        TimeProvider clock
    )
    {
        (_contextFactory, _storage, _records, _clock) = (contextFactory, storage, records, clock);
        _damage = new DamageFinder(storage);
    }

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
        var written = LastWritten(id);
        if (await FindAsync(id, cancellationToken) is not { } video)
        {
            return;
        }

        var damaged = _damage.FindWithoutReading(video, ManifestFiles.Read(_storage.VideoFolder(id)));
        if (damaged.Count > 0 && LastWritten(id) != written)
        {
            // Its subtitles were changed, or a new result was published.
            await QuickAsync(id, cancellationToken);
            return;
        }

        await _records.AddAsync(id, damaged, cancellationToken);
    }

    /// <summary>
    /// Reads every file of a video and updates its recorded damage. Creates the manifest if there is none.
    /// </summary>
    /// <param name="id">The video.</param>
    /// <param name="shouldContinue">
    /// Called every few megabytes; returns whether to continue. Null to read everything.
    /// </param>
    /// <param name="cancellationToken">Cancels; the recorded damage remains unchanged.</param>
    public async Task<CheckOutcome> FullAsync(
        VideoId id,
        Func<CancellationToken, Task<bool>>? shouldContinue,
        CancellationToken cancellationToken
    )
    {
        shouldContinue ??= FileHash.Always;
        var written = LastWritten(id);
        if (await FindAsync(id, cancellationToken) is not { } video)
        {
            return CheckOutcome.NotReady;
        }

        var state = ManifestFiles.Read(_storage.VideoFolder(id));
        var damaged = _damage.FindWithoutReading(video, state).ToList();
        if (state is ManifestState.None && damaged.Count == 0)
        {
            if (await CreateManifestAsync(video, shouldContinue, cancellationToken) is not { } created)
            {
                return CheckOutcome.Yielded;
            }

            state = new ManifestState.Found(created);
        }
        else if (state is ManifestState.Found(var manifest))
        {
            foreach (var name in manifest.Files.Keys.Except(damaged.Select(file => file.Name)).Order().ToList())
            {
                switch (await _damage.HashAsync(id, name, manifest.Files[name], shouldContinue, cancellationToken))
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
            && await _damage.HashOriginalAsync(video, state, shouldContinue, cancellationToken) is var original
        )
        {
            if (original is null)
            {
                return CheckOutcome.Yielded;
            }

            damaged.AddRange(original);
        }

        if (damaged.Count > 0 && LastWritten(id) != written)
        {
            // Its subtitles were changed, or a new result was published.
            return await FullAsync(id, shouldContinue, cancellationToken);
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
        Func<CancellationToken, Task<bool>> shouldContinue,
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

        var damaged = _damage.FindWithoutReading(video, none);
        await _records.AddAsync(id, damaged, cancellationToken);
        return damaged.Count > 0 || await CreateManifestAsync(video, shouldContinue, cancellationToken) is not null;
    }

    /// <summary>Compares the key and one file that players fetched with the manifest. Records any damage.</summary>
    /// <returns>False if it stopped early.</returns>
    internal async Task<bool> CheckOneAsync(
        VideoId id,
        string name,
        Func<CancellationToken, Task<bool>> shouldContinue,
        CancellationToken cancellationToken
    )
    {
        var written = LastWritten(id);
        if (await FindAsync(id, cancellationToken) is not { } video)
        {
            return true;
        }

        var state = ManifestFiles.Read(_storage.VideoFolder(id));
        var manifest = (state as ManifestState.Found)?.Manifest;
        var damaged =
            name == DamageText.Original
                ? await _damage.HashOriginalAsync(video, state, shouldContinue, cancellationToken)
            : manifest?.Files.GetValueOrDefault(name) is { } file
                ? await _damage.HashAsync(id, name, file, shouldContinue, cancellationToken)
            : [];
        if (damaged is null)
        {
            return false;
        }

        if (damaged.Length > 0 && LastWritten(id) != written)
        {
            return await CheckOneAsync(id, name, shouldContinue, cancellationToken);
        }

        await _records.AddAsync(id, [.. damaged, .. _damage.CheckKey(id, manifest)], cancellationToken);
        return true;
    }

    private DateTime LastWritten(VideoId id) => ManifestFiles.LastWritten(_storage.VideoFolder(id));

    private async Task<Video?> FindAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await _contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .SingleOrDefaultAsync(video => video.Id == id && video.Status == VideoStatus.Ready, cancellationToken);
    }

    private async Task<Manifest?> CreateManifestAsync(
        Video video,
        Func<CancellationToken, Task<bool>> shouldContinue,
        CancellationToken cancellationToken
    )
    {
        StoredFile? original = null;
        if (video.OriginalBytes is { } bytes)
        {
            original = video.SourceSha256 is { } known
                ? new StoredFile(bytes, known)
                : await FileHash.ReadAsync(_damage.OriginalPath(video.Id), shouldContinue, cancellationToken);
            if (original is null)
            {
                return null;
            }
        }

        var folder = _storage.VideoFolder(video.Id);
        using var locked = await _storage.LockFolderAsync(video.Id, cancellationToken);
        var made = await ManifestMaker.RunAsync(
            folder,
            _storage.KeyPath(video.Id),
            original,
            _clock.GetUtcNow(),
            madeLater: true,
            shouldContinue,
            cancellationToken
        );
        if (made is not null)
        {
            VaultStorage.FlushFolder(folder);
        }

        return made;
    }
}
