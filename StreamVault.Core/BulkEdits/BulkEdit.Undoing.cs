using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.BulkEdits;

public sealed partial class BulkEdit
{
    // SQLite limits the number of parameters of a statement.
    private const int BatchSize = 500;

    /// <summary>
    /// Restores what an edit changed, and nothing else. Videos that were deleted since are skipped. New values of the same
    /// fields are overwritten, except dates. An album that the edit created is deleted, unless it was changed or contains
    /// something.
    /// </summary>
    public async Task UndoAsync(BulkUndo undo, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var changes = undo.Changes;
        var before = undo.Videos.ToDictionary(video => video.Id);
        var videos = await database
            .Videos.Include(video => video.Position)
            .WithIdsAsync(before.Keys, cancellationToken);
        var tags = await VideoTagRows.ReadAsync(database, videos, changes, cancellationToken);
        foreach (var video in videos)
        {
            var was = before[video.Id];
            Restore(video, was, undo.NewDates.GetValueOrDefault(video.Id), changes);
            await tags.ChangeAsync(
                [video],
                new VideoChanges
                {
                    Tags = changes.ChangesTags ? was.Tags : null,
                    People = changes.ChangesPeople ? was.People : null,
                },
                cancellationToken
            );
        }

        if (undo.Album is { } album)
        {
            foreach (var batch in undo.AddedToAlbum.Chunk(BatchSize))
            {
                await database
                    .AlbumVideos.Where(entry => entry.AlbumId == album && batch.Contains(entry.VideoId))
                    .ExecuteDeleteAsync(cancellationToken);
                await SearchIndex.RefreshAsync(database, batch, cancellationToken);
            }

            if (changes.AddToNewAlbum is not null)
            {
                await RemoveUnusedAsync(database, album, cancellationToken);
            }
        }

        await SaveAsync(database, videos, [.. before.Keys], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(before.Keys, changes);
    }

    private static Task<int> RemoveUnusedAsync(
        StreamVaultDbContext database,
        AlbumId id,
        CancellationToken cancellationToken
    ) =>
        database
            .Albums.Where(album =>
                album.Id == id
                && album.UpdatedAt == album.CreatedAt
                && !database.AlbumVideos.Any(entry => entry.AlbumId == id)
                && !database.Albums.Any(inner => inner.ParentId == id)
            )
            .ExecuteDeleteAsync(cancellationToken);

    private static void Restore(Video video, VideoBefore was, VideoDate? newDate, VideoChanges changes)
    {
        video.Title = changes.Titles is null ? video.Title : was.Title;
        video.Description = changes.Description is null ? video.Description : was.Description;
        video.IsFavourite = changes.Favourite is null ? video.IsFavourite : was.IsFavourite;
        if (changes.Watched is not null)
        {
            video.IsWatched = was.IsWatched;
            // A position that was reached since then stays.
            video.Position ??= was.Position;
        }

        video.IsPrivate = changes.Private is null ? video.IsPrivate : was.IsPrivate;
        video.TrashedAt = changes.Trash ? was.TrashedAt : video.TrashedAt;
        // A date that was changed again since then is left alone.
        if (changes.Dates.Count > 0 && VideoDate.Of(video) == newDate)
        {
            was.Date.ApplyTo(video);
        }
    }
}
