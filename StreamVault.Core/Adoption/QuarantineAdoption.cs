using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Core.Uploads;

namespace StreamVault.Core.Adoption;

/// <summary>The outcome of adopting a quarantine entry.</summary>
public abstract record AdoptionOutcome
{
    private AdoptionOutcome() { }

    /// <summary>The entry is back in the library.</summary>
    /// <param name="Video">The video: ready, or waiting to be encoded.</param>
    public sealed record Adopted(Video Video) : AdoptionOutcome;

    /// <summary>There is no such entry.</summary>
    public sealed record NotFound : AdoptionOutcome;

    /// <summary>The entry stays in quarantine.</summary>
    /// <param name="Reason">Why, and what to do about it.</param>
    public sealed record Refused(string Reason) : AdoptionOutcome;
}

/// <summary>
/// Moves quarantined files back into the library: the folder of a video becomes a ready video with the same id, and an
/// uploaded file becomes a new upload.
/// </summary>
public sealed partial class QuarantineAdoption(
    Quarantine quarantine,
    UploadIntake intake,
    IDbContextFactory<StreamVaultDbContext> databases,
    VaultStorage storage,
    EventHub events,
    TimeProvider clock,
    ILogger<QuarantineAdoption> logger
) : IDisposable
{
    // Two pages may try to adopt the same entry.
    private readonly SemaphoreSlim _lock = new(1);

    /// <summary>
    /// Adopts an entry. An uploaded file is hashed and probed, which can take minutes for a large file.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Cancels; the entry stays.</param>
    public async Task<AdoptionOutcome> RunAsync(string entry, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            if (quarantine.Find(entry) is not { } item || quarantine.Folder(entry) is not { } folder)
            {
                return new AdoptionOutcome.NotFound();
            }

            if (item.Obstacle is { } obstacle)
            {
                return new AdoptionOutcome.Refused(obstacle);
            }

            var id = VideoId.TryParse(Quarantine.IdIn(folder), null, out var parsed)
                ? parsed
                : VideoId.New(clock.GetUtcNow());
            return await HasRowAsync(id, cancellationToken)
                    ? new AdoptionOutcome.Refused("The library has a video with this id. Delete it first.")
                : quarantine.PublishedIn(folder) is { IsWhole: true } published
                    ? await AdoptVideoAsync(id, folder, item, published, cancellationToken)
                : await AdoptUploadAsync(id, folder, item, cancellationToken);
        }
        finally
        {
            _lock.Release();
        }
    }

    private async Task<bool> HasRowAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Videos.AnyAsync(video => video.Id == id, cancellationToken);
    }

    // Files are moved first: after a crash in between, the next start quarantines them again.
    private async Task<AdoptionOutcome> AdoptVideoAsync(
        VideoId id,
        string folder,
        QuarantinedItem item,
        PublishedVideo published,
        CancellationToken cancellationToken
    )
    {
        if (Directory.Exists(storage.VideoFolder(id)) || File.Exists(storage.OriginalPath(id)))
        {
            return new AdoptionOutcome.Refused(
                "The vault already has files with this id. Restart the server, then try again."
            );
        }

        ReturnKey(id, folder);
        if (Quarantine.UploadIn(folder) is { } upload)
        {
            File.Move(upload, storage.SourcePath(id), overwrite: false);
            storage.KeepOriginal(id);
        }

        Directory.Move(Quarantine.VideoIn(folder), storage.VideoFolder(id));
        VaultStorage.FlushFolder(storage.VideosFolder);
        var video = ((item.Known ?? VideoSidecar.Unknown(id, clock.GetUtcNow())) with
        {
            Id = id.Value,
            // The user adopted it, so it doesn't go back to the trash.
            TrashedAt = null,
        }).ToVideo(VideoStatus.Ready);
        video.Qualities = published.Qualities;
        video.DurationSeconds ??= published.Duration.TotalSeconds;
        video.StoredBytes = VaultStorage.SizeOf(storage.VideoFolder(id));
        video.OriginalBytes = File.Exists(storage.OriginalPath(id))
            ? new FileInfo(storage.OriginalPath(id)).Length
            : null;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Videos.Add(video);
        await database.SaveChangesAsync(CancellationToken.None);
        await RestoreOrganizationAsync(database, video, item.Known);
        quarantine.RemoveIfEmpty(folder);
        Log.Adopted(logger, item.Id, id);
        events.Publish(new LibraryChange(id));
        return new AdoptionOutcome.Adopted(video);
    }

    private async Task<AdoptionOutcome> AdoptUploadAsync(
        VideoId id,
        string folder,
        QuarantinedItem item,
        CancellationToken cancellationToken
    )
    {
        var path = Quarantine.UploadIn(folder)!;
        var (bytes, known) = (new FileInfo(path).Length, item.Known);
        if (bytes == 0)
        {
            return new AdoptionOutcome.Refused("The file is empty (0 bytes). Delete it.");
        }

        var details = new UploadDetails(known?.Source?.FileName ?? item.Name, known?.Title, known?.Description);
        var sha256 = await VerifiedCopy.HashAsync(path, cancellationToken);
        var outcome = await intake.AcceptAsync(
            new ReceivedFile(id, path, bytes, sha256)
            {
                IsOriginal = Path.GetFileName(path) == Quarantine.OriginalName,
            },
            details,
            cancellationToken
        );
        switch (outcome)
        {
            case UploadOutcome.Accepted(var video):
                await RestoreDetailsAsync(video, known);
                ReturnKey(id, folder);
                quarantine.RemoveIfEmpty(folder);
                Log.Adopted(logger, item.Id, id);
                events.Publish(new LibraryChange(id));
                return new AdoptionOutcome.Adopted(video);
            case UploadOutcome.Duplicate(var existing):
                return new AdoptionOutcome.Refused(
                    $"The library already has this video: “{existing.Title}”. Delete this copy."
                );
            case UploadOutcome.NotVideo(var reason):
                return new AdoptionOutcome.Refused(reason);
            default:
                return new AdoptionOutcome.Refused("The file couldn't be added. See the server's log.");
        }
    }

    private void ReturnKey(VideoId id, string folder)
    {
        if (File.Exists(Quarantine.KeyIn(folder)) && !File.Exists(storage.KeyPath(id)))
        {
            File.Move(Quarantine.KeyIn(folder), storage.KeyPath(id));
            VaultStorage.FlushFolder(Path.GetDirectoryName(storage.KeyPath(id))!);
        }
    }

    // What the user entered, apart from the title and the description.
    private async Task RestoreDetailsAsync(Video video, VideoSidecar? known)
    {
        if (known is null)
        {
            return;
        }

        await using var database = await databases.CreateDbContextAsync();
        var row = await database.Videos.SingleOrDefaultAsync(one => one.Id == video.Id);
        if (row is null)
        {
            return;
        }

        row.Recorded = known.Recorded ?? row.Recorded;
        row.ApproximateDate = known.ApproximateDate;
        row.IsFavourite = known.Favourite == true;
        row.IsPrivate = known.Private == true;
        await database.SaveChangesAsync();
        await RestoreOrganizationAsync(database, row, known);
    }

    private async Task RestoreOrganizationAsync(StreamVaultDbContext database, Video video, VideoSidecar? known)
    {
        if (known is null)
        {
            return;
        }

        await OrganizationRestore.ApplyAsync(database, video.Id, known, withAlbums: true, CancellationToken.None);
        events.Publish(new OrganizationChange());
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Quarantine entry {Entry} was adopted as video {Video}")]
        public static partial void Adopted(ILogger logger, string entry, VideoId video);
    }
}
