using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Library;

public sealed partial class VideoLibrary
{
    /// <summary>
    /// Removes the video with its jobs, tokens, key, upload and every stored byte. A worker on it notices at its next
    /// write that its lease is gone. After a crash in the middle, the next start undoes it, or quarantines what is left.
    /// On a full disk, the files are deleted first, and the next start finishes the deletion.
    /// </summary>
    /// <returns>False if there is none of that id.</returns>
    public async Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        var outcome =
            await TryDeleteAsync(id, cancellationToken)
            ?? (copies.RemoveAllButLast() ? await TryDeleteAsync(id, cancellationToken) : null);
        if (outcome is { } deleted)
        {
            return deleted;
        }

        if (await FindAsync(id, cancellationToken) is null)
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

        var wasThere = await DeleteRowAndFilesAsync(id, CancellationToken.None);
        storage.ForgetDeletion(id);
        return wasThere;
    }

    /// <returns>Null if the disk is full; then nothing has changed.</returns>
    private async Task<bool?> TryDeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        try
        {
            return await DeleteRowAndFilesAsync(id, cancellationToken);
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            return null;
        }
    }

    private async Task<bool> DeleteRowAndFilesAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Videos.Where(video => video.Id == id).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
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
        storage.Remove(id);
        return true;
    }

    /// <summary>
    /// Finishes deletions that began with the files, and undoes others that a crash interrupted before they were
    /// committed. Files without a row are left alone. Call once at start.
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
            await DeleteRowAndFilesAsync(id, cancellationToken);
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
