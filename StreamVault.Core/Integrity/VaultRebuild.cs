using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>The outcome of rebuilding the database.</summary>
public abstract record RebuildOutcome
{
    private RebuildOutcome() { }

    /// <summary>A usable database exists, and replacing it wasn't requested. Nothing was changed.</summary>
    public sealed record NotNeeded : RebuildOutcome;

    /// <summary>The database was rebuilt.</summary>
    /// <param name="Ready">The number of videos that can be played again.</param>
    /// <param name="Damaged">
    /// Videos that are back in the library with damaged or missing files, one sentence each.
    /// </param>
    /// <param name="NotRead">
    /// Sidecars and other files with metadata that exist but can't be read, one sentence each.
    /// </param>
    /// <param name="WithoutSidecar">The number of videos that have only a generated title.</param>
    /// <param name="Waiting">The number of uploads that are waiting to be encoded.</param>
    /// <param name="Settings">Whether the settings made in the UI were restored.</param>
    /// <param name="Unfinished">The number of unfinished uploads that will be quarantined.</param>
    /// <param name="NotRestored">
    /// What wasn't restored, one sentence each. The next start quarantines these files.
    /// </param>
    /// <param name="OldDatabase">The quarantine entry of the previous database; null if there was none.</param>
    public sealed record Done(
        int Ready,
        IReadOnlyList<string> Damaged,
        IReadOnlyList<string> NotRead,
        int WithoutSidecar,
        int Waiting,
        bool Settings,
        int Unfinished,
        IReadOnlyList<string> NotRestored,
        string? OldDatabase
    ) : RebuildOutcome;
}

/// <summary>
/// Rebuilds the database from sidecars, keys and folders. Doesn't restore the account, links, jobs or history.
/// </summary>
public sealed class VaultRebuild(
    VaultStorage storage,
    DatabaseGuard guard,
    IOptions<JobOptions> jobs,
    TimeProvider clock
)
{
    /// <summary>Rebuilds the database. The caller must hold the vault's lock.</summary>
    /// <param name="replace">Whether to replace a usable database, which is then quarantined.</param>
    /// <param name="tell">Receives the progress, one line at a time.</param>
    /// <param name="cancellationToken">Cancels; the vault remains unchanged.</param>
    /// <exception cref="IOException">A file can't be read, or the database can't be written.</exception>
    public async Task<RebuildOutcome> RunAsync(bool replace, Action<string> tell, CancellationToken cancellationToken)
    {
        if (guard.IsUsable && !replace)
        {
            return new RebuildOutcome.NotNeeded();
        }

        // The database has another name until it is complete, so that a crash can't leave a partial one that looks
        // usable.
        var path = storage.DatabasePath + ".rebuilding";
        RemoveAttempt(path);
        try
        {
            var done = await FillAsync(path, tell, cancellationToken);
            var old = guard.SetAside("It was replaced by the rebuild command.");
            File.Move(path, storage.DatabasePath, overwrite: false);
            VaultStorage.FlushFolder(storage.Root);
            return done with { OldDatabase = old };
        }
        finally
        {
            RemoveAttempt(path);
        }
    }

    private async Task<RebuildOutcome.Done> FillAsync(
        string path,
        Action<string> tell,
        CancellationToken cancellationToken
    )
    {
        var done = new RebuildOutcome.Done(0, [], [], 0, 0, false, storage.PartialUploads.Count(), [], null);
        await using (var database = new StreamVaultDbContext(OptionsFor(path)))
        {
            await database.Database.MigrateAsync(cancellationToken);
            // The file isn't used until it is complete, so that one transaction for everything is enough.
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var organization = OrganizationFile.Find(storage);
            if (organization is null && Path.Exists(storage.OrganizationPath))
            {
                done = done with
                {
                    NotRead =
                    [
                        "library.json: albums come back from the videos, without their order, descriptions and covers, and the "
                            + "next start moves the file to library.previous.json.",
                    ],
                };
            }

            var tags = await RestoredTags.ReadAsync(database, cancellationToken);
            var ids = storage
                .VideosWithFolder.Concat(storage.SetAsideVideos)
                .Concat(storage.VideosWithSource)
                .Concat(storage.VideosWithOriginal.Where(id => File.Exists(storage.OriginalPath(id))))
                .Distinct();
            foreach (var id in ids.OrderBy(id => id.Value.ToString("D"), StringComparer.Ordinal))
            {
                (done, var sidecar) = await AddAsync(database, id, done, tell, cancellationToken);
                await database.SaveChangesAsync(cancellationToken);
                if (sidecar is not null)
                {
                    await OrganizationRestore.ApplyAsync(
                        database,
                        id,
                        sidecar,
                        tags,
                        withAlbums: organization is null,
                        cancellationToken
                    );
                }

                database.ChangeTracker.Clear();
            }

            if (organization is not null)
            {
                await OrganizationRestore.RunAsync(database, organization, cancellationToken);
            }

            done = done with { Settings = ChosenSettings.Restore(database, storage) };
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        VaultStorage.Flush(path);
        return done;
    }

    private async Task<(RebuildOutcome.Done Done, VideoSidecar? Added)> AddAsync(
        StreamVaultDbContext database,
        VideoId id,
        RebuildOutcome.Done done,
        Action<string> tell,
        CancellationToken cancellationToken
    )
    {
        // The deletion wasn't committed. Without a database its outcome is unknown, so the video is restored.
        storage.Restore(id);
        var published = PublishedVideo.Read(storage, id);
        var known = VideoSidecar.Find(storage.SidecarPath(id)) ?? VideoSidecar.Find(storage.SourceSidecarPath(id));
        var unread = known is null
            ? ((string[])[storage.SidecarPath(id), storage.SourceSidecarPath(id)]).FirstOrDefault(Path.Exists)
            : null;
        if (unread is not null)
        {
            done = done with { NotRead = [.. done.NotRead, DescribeLoss(id, unread)] };
        }

        var upload = ((string[])[storage.OriginalPath(id), storage.SourcePath(id)]).FirstOrDefault(File.Exists);
        var sidecar = (known ?? VideoSidecar.Unknown(id, clock.GetUtcNow())) with { Id = id.Value };
        if (unread is not null)
        {
            // The video may have been private, and only the unread file says so.
            sidecar = sidecar with
            {
                Private = true,
            };
        }

        if (published is { HasKey: true } && (published.Missing.Count == 0 || upload is null))
        {
            var video = ReadyVideo(id, sidecar, published, upload);
            database.Videos.Add(video);
            done = done with { WithoutSidecar = done.WithoutSidecar + (known is null && unread is null ? 1 : 0) };
            if (video.Damage is { } damage)
            {
                tell($"{id}: {sidecar.Title} (damaged)");
                var damaged = $"{id} ({sidecar.Title}): {DamageText.Summary(damage.Files)}";
                return (done with { Damaged = [.. done.Damaged, damaged] }, sidecar);
            }

            tell($"{id}: {sidecar.Title}");
            return (done with { Ready = done.Ready + 1 }, sidecar);
        }

        if (upload is null)
        {
            var why =
                published is null ? "its playlist is missing"
                : File.Exists(storage.KeyPath(id)) ? "its key is damaged (restore keys/ from a backup)"
                : "its key is missing (restore keys/ from a backup)";
            return (done with { NotRestored = [.. done.NotRestored, $"{id} ({sidecar.Title}): {why}."] }, null);
        }

        database.Videos.Add(await WaitingVideoAsync(sidecar, upload, cancellationToken));
        database.EncodingJobs.Add(EncodingJob.Queue(id, jobs.Value.MaxAttempts, clock.GetUtcNow()));
        tell($"{id}: {sidecar.Title} (waiting to be prepared)");
        return (
            done with
            {
                Waiting = done.Waiting + 1,
                WithoutSidecar = done.WithoutSidecar + (known is null && unread is null ? 1 : 0),
            },
            sidecar
        );
    }

    private string DescribeLoss(VideoId id, string sidecar) =>
        $"{Path.GetRelativePath(storage.Root, sidecar)}: the title, the date, tags and people are lost. The video is private now, because it may have been before."
        + (sidecar == storage.SidecarPath(id) ? " The next start moves the file to video.previous.json." : "");

    private Video ReadyVideo(VideoId id, VideoSidecar sidecar, PublishedVideo published, string? upload)
    {
        var video = sidecar.ToVideo(VideoStatus.Ready);
        video.Qualities = published.Qualities;
        video.DurationSeconds ??= published.Duration.TotalSeconds;
        video.StoredBytes = VaultStorage.SizeOf(storage.VideoFolder(id));
        // The original exists, so it is kept, regardless of the setting.
        video.OriginalBytes = upload is null ? null : new FileInfo(upload).Length;
        var folder = storage.VideoFolder(id);
        var damaged = new DamageFinder(storage)
            .FindWithoutReading(video, ManifestFiles.Read(folder))
            // A playlist that is cut off may have the right size for a manifest that was made later.
            .UnionBy(published.Missing.Select(name => DamagedIn(folder, name)), file => file.Name)
            .Take(VideoDamage.MaxFiles)
            .ToList();
        video.Damage = damaged.Count == 0 ? null : new VideoDamage(clock.GetUtcNow(), damaged);
        return video;
    }

    private static DamagedFile DamagedIn(string folder, string name) =>
        DamageFinder.CheckSize(Path.Combine(folder, name), name, null) ?? new DamagedFile(name, DamageKind.Changed);

    private static async Task<Video> WaitingVideoAsync(
        VideoSidecar sidecar,
        string upload,
        CancellationToken cancellationToken
    )
    {
        var source = sidecar.Source ?? new SidecarSource("unknown", null, null, null);
        var sha256 = source.Sha256 ?? await VerifiedCopy.HashAsync(upload, cancellationToken);
        return (
            sidecar with
            {
                Source = source with { Bytes = new FileInfo(upload).Length, Sha256 = sha256 },
                Warning = null,
            }
        ).ToVideo(VideoStatus.Pending);
    }

    private static DbContextOptions<StreamVaultDbContext> OptionsFor(string path) =>
        new DbContextOptionsBuilder<StreamVaultDbContext>()
            .UseSqlite(
                new SqliteConnectionStringBuilder
                {
                    DataSource = path,
                    ForeignKeys = true,
                    // Closing an unpooled connection merges the write-ahead log into the file.
                    Pooling = false,
                }.ToString()
            )
            .Options;

    private static void RemoveAttempt(string path)
    {
        foreach (var part in (string[])[path, path + "-wal", path + "-shm"])
        {
            File.Delete(part);
        }
    }
}
