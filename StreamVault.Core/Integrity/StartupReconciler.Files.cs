using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>Quarantines files without a row, and restores them when their rows are back.</summary>
public sealed partial class StartupReconciler
{
    private const string NoRow = "The database has no entry for it.";

    /// <summary>
    /// Moves quarantined files back if their rows exist again, because the right database was restored. Call it first,
    /// before anything reads the files.
    /// </summary>
    internal async Task RestoreQuarantinedAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in Directory.GetDirectories(storage.QuarantineFolder))
        {
            if (new QuarantineEntry(folder, storage).VideoId is not { } id)
            {
                continue;
            }

            IEnumerable<(string Path, string Name)> paths =
                await HasVideoAsync(id, cancellationToken) ? storage.FilesOf(id)
                : await HasUploadAsync(id.Value, cancellationToken) ? [(storage.PartialUploadPath(id.Value), "part")]
                : [];
            try
            {
                if (quarantine.Return(Path.GetFileName(folder), paths))
                {
                    Log.Restored(logger, Path.GetFileName(folder));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.NotMoved(logger, Path.GetFileName(folder), e);
            }
        }
    }

    private List<VideoId> FoundVideos() =>
        [
            .. storage
                .VideosWithFolder.Concat(storage.SetAsideVideos)
                .Concat(storage.VideosWithKey)
                .Concat(storage.VideosWithOriginal)
                .Concat(storage.VideosWithSource)
                .Concat(storage.VideosWithSourceSidecar)
                .Concat(storage.VideosWithImport)
                .Concat(storage.VideosWithWork)
                .Distinct(),
        ];

    private async Task ReconcileFilesAsync(VideoId id, CancellationToken cancellationToken)
    {
        // The watched folder resumes imports that have a note.
        if (File.Exists(storage.ImportNotePath(id)))
        {
            return;
        }

        var found = storage
            .FilesOf(id)
            .Where(place => Path.Exists(place.Path))
            .DistinctBy(place => place.Name)
            .ToList();
        if (
            found.FirstOrDefault(item => File.Exists(item.Path) && FileUse.IsInUse(item.Path)) is { Path: { } usedPath }
        )
        {
            Log.InUse(logger, Path.GetRelativePath(storage.Root, usedPath));
            return;
        }

        // Checked last, because a command that runs at the same time keeps its file open until its row is committed.
        if (await HasVideoAsync(id, cancellationToken))
        {
            return;
        }

        var canBePreparedAgain =
            found.Any(item => item.Name is "original" or "source" or "import")
            || PublishedVideo.Read(storage, id) is { IsWhole: true };
        if (Directory.Exists(storage.WorkFolder(id)) && !canBePreparedAgain)
        {
            found.Add((storage.WorkFolder(id), "work"));
        }

        if (
            found.Count > 0
            && !TryQuarantine(
                $"{id}",
                found,
                Directory.Exists(Path.Combine(storage.Root, "deleted", $"{id}"))
                    ? "It was being deleted when the server stopped."
                    : NoRow,
                null
            )
        )
        {
            return;
        }

        if (canBePreparedAgain)
        {
            storage.RemoveWork(id);
        }
    }

    private async Task ReconcilePartialUploadAsync(string path, CancellationToken cancellationToken)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var id = Guid.TryParseExact(name, "D", out var parsed) ? parsed : (Guid?)null;
        if (FileUse.IsInUse(path))
        {
            Log.InUse(logger, Path.GetRelativePath(storage.Root, path));
        }
        else if (File.Exists(path) && !(id is { } upload && await HasUploadAsync(upload, cancellationToken)))
        {
            TryQuarantine(
                id is null ? $"upload-{Guid.NewGuid():N}" : $"{id:D}",
                [(path, "part")],
                "An unfinished upload or import without an entry in the database.",
                id is null ? name : null
            );
        }
    }

    /// <returns>False if something couldn't be moved.</returns>
    private bool TryQuarantine(string id, IReadOnlyList<(string Path, string Name)> found, string reason, string? name)
    {
        try
        {
            var entry = quarantine.Take(id, reason, found, name);
            Log.Quarantined(
                logger,
                string.Join(", ", found.Select(item => Path.GetRelativePath(storage.Root, item.Path))),
                entry.Bytes,
                entry.Id,
                reason
            );
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotMoved(logger, id, e);
            return false;
        }
    }

    private async Task<bool> HasVideoAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database.Videos.AnyAsync(video => video.Id == id, cancellationToken);
    }

    private async Task<bool> HasUploadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database.ResumableUploads.AnyAsync(
            upload => upload.Id == id && upload.AcceptedAt == null,
            cancellationToken
        );
    }
}
