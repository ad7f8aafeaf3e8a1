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
    IDbContextFactory<StreamVaultDbContext> contextFactory,
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
    /// <param name="entryId">The id of the entry.</param>
    /// <param name="cancellationToken">Cancels; the entry stays.</param>
    public async Task<AdoptionOutcome> RunAsync(string entryId, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            if (quarantine.FindEntry(entryId) is not { } entry)
            {
                return new AdoptionOutcome.NotFound();
            }

            var item = entry.Describe();
            if (item.Obstacle is { } obstacle)
            {
                return new AdoptionOutcome.Refused(obstacle);
            }

            var id = entry.VideoId ?? VideoId.New(clock.GetUtcNow());
            return await HasRowAsync(id, cancellationToken)
                    ? new AdoptionOutcome.Refused("The library has a video with this id. Delete it first.")
                : entry.ReadPublished() is { IsWhole: true } published
                    ? await AdoptVideoAsync(id, entry, item, published, cancellationToken)
                : await AdoptUploadAsync(id, entry, item, cancellationToken);
        }
        finally
        {
            _lock.Release();
        }
    }

    private async Task<bool> HasRowAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database.Videos.AnyAsync(video => video.Id == id, cancellationToken);
    }

    // Files are moved first: after a crash in between, the next start quarantines them again.
    private async Task<AdoptionOutcome> AdoptVideoAsync(
        VideoId id,
        QuarantineEntry entry,
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

        ReturnKey(id, entry);
        if (entry.UploadPath is { } upload)
        {
            File.Move(upload, storage.SourcePath(id), overwrite: false);
            storage.KeepOriginal(id);
        }

        Directory.Move(entry.VideoPath, storage.VideoFolder(id));
        VaultStorage.FlushFolder(storage.VideosFolder);
        var video = (
            (item.Known ?? VideoSidecar.Unknown(id, clock.GetUtcNow())) with
            {
                Id = id.Value,
                // The user adopted it, so it doesn't go back to the trash.
                TrashedAt = null,
            }
        ).ToVideo(VideoStatus.Ready);
        video.Qualities = published.Qualities;
        video.DurationSeconds ??= published.Duration.TotalSeconds;
        video.StoredBytes = VaultStorage.SizeOf(storage.VideoFolder(id));
        video.OriginalBytes = File.Exists(storage.OriginalPath(id))
            ? new FileInfo(storage.OriginalPath(id)).Length
            : null;
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        database.Videos.Add(video);
        await database.SaveChangesAsync(CancellationToken.None);
        await RestoreOrganizationAsync(database, video, item.Known);
        quarantine.RemoveIfEmpty(entry.Folder);
        Log.Adopted(logger, item.Id, id);
        events.Publish(new LibraryChange(id));
        return new AdoptionOutcome.Adopted(video);
    }

    private async Task<AdoptionOutcome> AdoptUploadAsync(
        VideoId id,
        QuarantineEntry entry,
        QuarantinedItem item,
        CancellationToken cancellationToken
    )
    {
        var path = entry.UploadPath!;
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
                IsOriginal = Path.GetFileName(path) == QuarantineEntry.OriginalName,
            },
            details,
            cancellationToken
        );
        switch (outcome)
        {
            case UploadOutcome.Accepted(var video):
                await RestoreDetailsAsync(video, known);
                ReturnKey(id, entry);
                quarantine.RemoveIfEmpty(entry.Folder);
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
                return new AdoptionOutcome.Refused("The file couldn't be added. See the server log.");
        }
    }

    private void ReturnKey(VideoId id, QuarantineEntry entry)
    {
        if (File.Exists(entry.KeyPath) && !File.Exists(storage.KeyPath(id)))
        {
            File.Move(entry.KeyPath, storage.KeyPath(id));
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

        await using var database = await contextFactory.CreateDbContextAsync();
        var row = await database.Videos.SingleOrDefaultAsync(one => one.Id == video.Id);
        if (row is null)
        {
            return;
        }

        row.Recorded = known.Recorded ?? row.Recorded;
        row.ApproximateDate = known.ApproximateDate;
        row.FileDate = known.FileDate;
        row.IsFavourite = known.Favourite == true;
        row.IsWatched = known.Watched == true;
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

        var tags = await RestoredTags.ReadAsync(database, CancellationToken.None);
        await OrganizationRestore.ApplyAsync(database, video.Id, known, tags, withAlbums: true, CancellationToken.None);
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
