using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Library;

public sealed partial class VideoLibrary
{
    /// <summary>
    /// Deletes a video with its jobs, tokens, key, upload and all stored files. A worker that is processing it notices
    /// at its next write that its lease is gone. If the server crashes in between, the next start undoes the deletion
    /// or quarantines the remaining files. If the disk is full, the files are deleted first, and the next start
    /// finishes the deletion.
    /// </summary>
    /// <returns>False if the video doesn't exist.</returns>
    public Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken) =>
        DeleteAsync(id, null, cancellationToken);

    // With a time, the video is deleted only if it was moved to the trash until then.
    private async Task<bool> DeleteAsync(VideoId id, DateTimeOffset? trashedUntil, CancellationToken cancellationToken)
    {
        var outcome =
            await TryDeleteAsync(id, trashedUntil, cancellationToken)
            ?? (copies.RemoveAllButLast() ? await TryDeleteAsync(id, trashedUntil, cancellationToken) : null);
        if (outcome is { } deleted)
        {
            return deleted;
        }

        if (
            await FindAsync(id, cancellationToken) is not { } video
            || (trashedUntil is not null && !(video.TrashedAt <= trashedUntil))
        )
        {
            return false;
        }

        // From here on, the deletion can't be undone, so it can't be cancelled either.
        Log.FilesFirst(logger, id);
        _deleted[id] = true;
        if (storage.RecordDeletion(id))
        {
            storage.Remove(id);
        }

        var wasThere = await DeleteRowAndFilesAsync(id, null, CancellationToken.None);
        storage.ForgetDeletion(id);
        return wasThere;
    }

    /// <returns>Whether the video existed; null if the disk is full and nothing was changed.</returns>
    private async Task<bool?> TryDeleteAsync(
        VideoId id,
        DateTimeOffset? trashedUntil,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await DeleteRowAndFilesAsync(id, trashedUntil, cancellationToken);
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            return null;
        }
    }

    private async Task<bool> DeleteRowAndFilesAsync(
        VideoId id,
        DateTimeOffset? trashedUntil,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await SearchIndex.RemoveAsync(database, [id], cancellationToken);
        var isPrivate = await database.Videos.AnyAsync(video => video.Id == id && video.IsPrivate, cancellationToken);
        if (isPrivate)
        {
            await ForgetFacesAsync(database, id, cancellationToken);
        }

        var wanted = database.Videos.Where(video =>
            video.Id == id && (trashedUntil == null || video.TrashedAt <= trashedUntil)
        );
        if (await wanted.ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
        }

        if (isPrivate)
        {
            // Tags and people that only this video had are hidden together with it. Without it, they would be visible.
            await UnusedTags.RemoveAsync(database, cancellationToken);
        }

        _deleted[id] = true;
        storage.SetAside(id);
        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        catch
        {
            storage.Restore(id);
            throw;
        }

        Deleted?.Invoke(id);
        Log.Deleted(logger, id);
        events.Publish(new LibraryChange(id));
        if (isPrivate)
        {
            events.Publish(new OrganizationChange());
        }

        storage.Remove(id);
        return true;
    }

    // A face from a private video is hidden together with it.
    private static async Task ForgetFacesAsync(
        StreamVaultDbContext database,
        VideoId id,
        CancellationToken cancellationToken
    )
    {
        var people = await database.Tags.Where(tag => tag.Face != null).ToListAsync(cancellationToken);
        people = people.FindAll(person => person.Face!.Video == id);
        people.ForEach(person => person.Face = null);
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// Finishes deletions that started with the files, and undoes other deletions that a crash interrupted before they
    /// were committed. Files without a row are left alone. Call it once at startup.
    /// </summary>
    public async Task FinishDeletionsAsync(CancellationToken cancellationToken)
    {
        foreach (var id in storage.RecordedDeletions.ToArray())
        {
            await FinishDeletionAsync(id, cancellationToken);
        }

        foreach (var id in storage.SetAsideVideos.ToArray())
        {
            if (await FindAsync(id, cancellationToken) is not null)
            {
                storage.Restore(id);
            }
        }
    }

    private async Task FinishDeletionAsync(VideoId id, CancellationToken cancellationToken)
    {
        _deleted[id] = true;
        storage.Remove(id);
        try
        {
            await DeleteRowAndFilesAsync(id, null, cancellationToken);
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            Log.EntryKept(logger, id, e);
            return;
        }

        storage.ForgetDeletion(id);
        Log.DeletionFinished(logger, id);
    }
}
